/** A stream of Node, as far as its bytes are read here. */
type ByteStream = {
  on(event: "data", listener: (chunk: Uint8Array) => void): void;
  on(event: "end", listener: () => void): void;
  on(event: "error", listener: (error: Error) => void): void;
};

/**
 * Resolves with the bytes of a response's body. The SDK's own collector, which is used for other
 * streams than Node's, pipes them into a second stream first.
 */
export async function collectBody(
  body: unknown,
  collector: (stream: unknown) => Promise<Uint8Array>,
): Promise<Uint8Array> {
  if (body instanceof Uint8Array) return body;
  return isByteStream(body) ? collected(body) : collector(body);
}

const isByteStream = (body: unknown): body is ByteStream =>
  typeof body === "object" && body !== null && "on" in body && "pipe" in body;

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
