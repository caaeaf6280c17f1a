import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A response of DynamoDB, as the SDK returns it. */
export type Response = Record<string, unknown>;

/** A request that hasn't been sent yet. `send` sends it. */
type InterceptedRequest = {
  operation: string;
  input: Record<string, unknown>;
  send: () => Promise<Response>;
};

/** Handles a request instead of the client: may send it, delay it, fail it, change its response. */
export type Interceptor = (request: InterceptedRequest) => Promise<Response>;

type Send = (command: { input: object }, ...more: unknown[]) => Promise<Response>;

/**
 * Passes every request of the client to an interceptor. Returns a function that waits for the
 * requests in flight, including those that weren't awaited, and ends the interception.
 */
export function intercept(db: DynamoDBClient, interceptor: Interceptor): () => Promise<void> {
  const client = db as unknown as { send: Send };
  const { send } = client;
  const inFlight = new Set<Promise<Response>>();
  client.send = (command, ...more) => {
    const response = interceptor({
      operation: command.constructor.name.replace(/Command$/, ""),
      input: command.input as Response,
      send: () => send.call(db, command, ...more),
    });
    inFlight.add(response);
    const done = () => inFlight.delete(response);
    response.then(done, done);
    return response;
  };
  return async () => {
    await untilEmpty(inFlight);
    client.send = send;
  };
}

/** How many times requests that weren't awaited may be followed by others. */
const MAX_ROUNDS = 100;

async function untilEmpty(inFlight: ReadonlySet<Promise<unknown>>): Promise<void> {
  for (let round = 0; round === 0 || (inFlight.size > 0 && round < MAX_ROUNDS); round++) {
    await Promise.allSettled(inFlight);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Calls `work` while the client's requests are intercepted. */
export async function withInterceptor<T>(
  db: DynamoDBClient,
  interceptor: Interceptor,
  work: () => T | PromiseLike<T>,
): Promise<T> {
  const stop = intercept(db, interceptor);
  try {
    return await work();
  } finally {
    await stop();
  }
}

/** Calls `work`, and records the operations that it sends, in order. */
export async function recordOperations<T>(
  db: DynamoDBClient,
  work: () => T | PromiseLike<T>,
): Promise<{ result: T; operations: string[] }> {
  const operations: string[] = [];
  const record: Interceptor = ({ operation, send }) => {
    operations.push(operation);
    return send();
  };
  return { result: await withInterceptor(db, record, work), operations };
}

/** Whether an operation writes items. */
export const isWrite = (operation: string): boolean =>
  /^(Put|Update|Delete|BatchWrite|TransactWrite)Items?$|^ExecuteStatement$/.test(operation);
