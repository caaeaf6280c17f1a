/**
 * Answers of DynamoDB Local, recorded while a side runs against it, and given again to the same
 * side without a network. This replaces the method of the SDK's own request handler, so that the
 * clients are those that programs use, and no side gets another kind of handler than the others.
 */
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

export type HttpRequest = { headers: Record<string, string>; body?: Uint8Array | string };
type HttpResponse = { statusCode: number; headers: Record<string, string>; body: unknown };
type Handle = (request: HttpRequest, options?: object) => Promise<{ response: HttpResponse }>;
type Handler = { handle: Handle };
/** Returns the body that answers a request. */
type Answer = (request: HttpRequest) => string | Buffer;

let answer: Answer | undefined;
const recorded: { operation: string; body: Buffer }[] = [];

/** Records the answers to the requests of all clients that are made from now on. */
export function record(): void {
  const prototype = handlerPrototype();
  const { handle } = prototype;
  prototype.handle = async function (this: Handler, request, options) {
    if (answer !== undefined) return { response: responseWith(answer(request)) };
    const { response } = await handle.call(this, request, options);
    const body = await buffer(response.body as Readable);
    recorded.push({ operation: operationOf(request), body });
    return { response: { ...response, body: streamOf(body) } };
  };
}

/**
 * Does something that sends one request, and returns its answer.
 *
 * @throws Error if it sends another number of requests
 */
export async function answerOf(action: () => Promise<unknown>): Promise<Buffer> {
  recorded.length = 0;
  await action();
  const [first, ...more] = recorded;
  if (first !== undefined && more.length === 0) return first.body;
  const operations = recorded.map(({ operation }) => operation).join(", ");
  throw new Error(`One request was expected, but these were sent: ${operations || "none"}.`);
}

/** Answers all requests from now on, instead of sending them. */
export function answerWith(next: Answer): void {
  answer = next;
}

/** The operation that a request asks for. */
export const operationOf = ({ headers }: HttpRequest): string =>
  (headers["x-amz-target"] ?? "").replace(/^.*\./, "");

const handlerPrototype = (): Handler =>
  Object.getPrototypeOf(
    new DynamoDBClient({ region: "us-west-2" }).config.requestHandler,
  ) as Handler;

const responseWith = (body: string | Buffer): HttpResponse => ({
  statusCode: 200,
  headers: { "content-type": "application/x-amz-json-1.0" },
  body: streamOf(body),
});

/** A stream, as the body of every response from a network is one in Node. */
const streamOf = (body: string | Buffer): Readable =>
  new Readable({
    read() {
      this.push(body);
      this.push(null);
    },
  });
