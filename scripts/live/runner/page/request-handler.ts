/** Replaces `@smithy/fetch-http-handler`: requests go to the database's worker. */
import { HttpResponse, type HttpRequest } from "@smithy/core/protocols";
import { ask, ENDPOINT } from "./database";
import { DATABASE } from "./signature";

type Options = { abortSignal?: AbortSignal };

export class FetchHttpHandler {
  static create(given: unknown): { handle: FetchHttpHandler["handle"] } {
    const { handle } = Object(given) as Partial<FetchHttpHandler>;
    return typeof handle === "function" ? (given as FetchHttpHandler) : new FetchHttpHandler();
  }

  async handle(
    request: HttpRequest,
    { abortSignal }: Options = {},
  ): Promise<{ response: HttpResponse }> {
    refuseOthers(request);
    const { headers } = request;
    const answer = ask({
      target: headers["x-amz-target"] ?? "",
      body: textOf(request.body),
      database: headers[DATABASE] ?? "",
    });
    const { status, body } = await unlessAborted(answer, abortSignal);
    return {
      response: new HttpResponse({
        statusCode: status,
        headers: {
          "content-type": "application/x-amz-json-1.0",
          "x-amzn-requestid": crypto.randomUUID(),
        },
        body: new TextEncoder().encode(body),
      }),
    };
  }

  updateHttpClientConfig(): void {}

  httpHandlerConfigs(): object {
    return {};
  }

  destroy(): void {}
}

/** Bodies are whole when they arrive. */
export const streamCollector = (body: Uint8Array): Promise<Uint8Array> => Promise.resolve(body);

const textOf = (body: unknown): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body as Uint8Array);

/** Makes a request to another address fail as in Node, where nothing listens there. */
function refuseOthers({ protocol, hostname, port }: HttpRequest): void {
  if (`${protocol}//${hostname}` === ENDPOINT) return;
  const address = `${hostname}:${port ?? (protocol === "https:" ? 443 : 80)}`;
  const error = new Error(`connect ECONNREFUSED ${address}`);
  throw Object.assign(error, { code: "ECONNREFUSED" });
}

/** @throws Error named AbortError, as the SDK's own handlers do */
function unlessAborted<T>(answer: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return answer;
  return new Promise((resolve, reject) => {
    const abort = () => reject(Object.assign(new Error("Request aborted"), { name: "AbortError" }));
    if (signal.aborted) return abort();
    signal.addEventListener("abort", abort, { once: true });
    void answer.then(resolve).finally(() => signal.removeEventListener("abort", abort));
  });
}
