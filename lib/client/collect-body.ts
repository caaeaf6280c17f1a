/** A stream of Node, as far as its bytes are read here. */
type ByteStream = {
  on(event: "data", listener: (chunk: Uint8Array) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
};

/**
 * Resolves with the bytes of a response's body. The SDK's own collector pipes it into a second stream
 * first; it is used for other streams than Node's, and for one that a middleware has touched.
 */
export async function collectBody(
  body: unknown,
  collector: (stream: unknown) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  return isByteStream(body) ? collected(body) : collector(body);
}

/** What a stream of Node says of itself. */
type State = {
  destroyed?: unknown;
  readableEncoding?: unknown;
  readableEnded?: unknown;
  readableFlowing?: unknown;
  readableObjectMode?: unknown;
};

/** Tells whether it is a stream of Node that no other code has touched. */
function isByteStream(body: unknown): body is ByteStream {
  if (typeof body !== "object" || body === null || !("pipe" in body)) return false;
  const stream = body as State;
  return (
    stream.destroyed === false &&
    stream.readableEncoding === null &&
    stream.readableEnded === false &&
    stream.readableFlowing === null &&
    stream.readableObjectMode === false
  );
}

const collected = (stream: ByteStream) =>
  new Promise<Uint8Array>((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => resolve(joined(chunks)));
    stream.on("error", reject);
  });

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  const [first] = chunks;
  if (first !== undefined && chunks.length === 1) return first;
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
