import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** A request on its way to DynamoDB: `send` sends it on. */
export type OnItsWay = {
  operation: string;
  input: Record<string, unknown>;
  send: () => Promise<Answer>;
};
export type Answer = Record<string, unknown>;

type Send = (command: { input: object }, ...more: unknown[]) => Promise<Answer>;

/**
 * Lets `watcher` stand between the client and DynamoDB, until the function that comes back is called. It sees every
 * request, refused ones too, and may play what DynamoDB Local never does: be slow, lag behind, fail. That function waits
 * for requests that nobody awaited.
 */
export function watch(
  db: DynamoDBClient,
  watcher: (request: OnItsWay) => Promise<Answer>,
): () => Promise<void> {
  const client = db as unknown as { send: Send };
  const { send } = client;
  const underWay = new Set<Promise<Answer>>();
  client.send = (command, ...more) => {
    const operation = command.constructor.name.replace(/Command$/, "");
    const answer = watcher({
      operation,
      input: command.input as Answer,
      send: () => send.call(db, command, ...more),
    });
    underWay.add(answer);
    const done = () => underWay.delete(answer);
    answer.then(done, done);
    return answer;
  };
  return async () => {
    await untilEmpty(underWay);
    client.send = send;
  };
}

/** How often a request may be followed by another one that nobody awaited. */
const MOST_TURNS = 100;

async function untilEmpty(underWay: ReadonlySet<Promise<unknown>>): Promise<void> {
  for (let turn = 0; turn === 0 || (underWay.size > 0 && turn < MOST_TURNS); turn++) {
    await Promise.allSettled(underWay);
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Does some work while `watcher` stands between the client and DynamoDB. */
export async function between<T>(
  db: DynamoDBClient,
  watcher: (request: OnItsWay) => Promise<Answer>,
  work: () => T | PromiseLike<T>,
): Promise<T> {
  const stop = watch(db, watcher);
  try {
    return await work();
  } finally {
    await stop();
  }
}

/** What some work gave, and the operations that it sent. */
export async function sentBy<T>(
  db: DynamoDBClient,
  work: () => T | PromiseLike<T>,
): Promise<{ result: T; operations: string[] }> {
  const operations: string[] = [];
  const note = ({ operation, send }: OnItsWay) => {
    operations.push(operation);
    return send();
  };
  return { result: await between(db, note, work), operations };
}

export const isWrite = (operation: string): boolean =>
  /^(Put|Update|Delete|BatchWrite|TransactWrite)Items?$|^ExecuteStatement$/.test(operation);
