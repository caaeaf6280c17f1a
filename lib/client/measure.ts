import type { ConsumedCapacity, DynamoDBClient } from "@aws-sdk/client-dynamodb";

/** One request and what it consumed. */
export type Consumed = {
  operation: string;
  /** Read units of a read, write units of a write. */
  units: number;
  /** The same by where they were consumed: the table itself, and each index. */
  by: Record<string, number>;
};

/** What some work gave, and what its requests consumed. */
export type Measurement<T> = { result: T; units: number; requests: Consumed[] };

type Listener = (consumed: Consumed) => void;
/** Who listens to what a client's requests consume. */
const listeners = new WeakMap<DynamoDBClient, Set<Listener>>();

/**
 * Does some work and tells what the requests consumed that this client sent meanwhile: it asks DynamoDB for it, with
 * `ReturnConsumedCapacity`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export async function measure<T>(
  db: DynamoDBClient,
  work: () => PromiseLike<T>,
): Promise<Measurement<T>> {
  const requests: Consumed[] = [];
  const listening = listenersOf(db);
  const listener: Listener = (consumed) => requests.push(consumed);
  listening.add(listener);
  try {
    const result = await work();
    return { result, units: sum(requests.map(({ units }) => units)), requests };
  } finally {
    listening.delete(listener);
  }
}

/** Operations that tell what they consumed. */
const MEASURED =
  /^(Batch(Get|Write)Item|(Get|Put|Update|Delete)Item|Query|Scan|Transact(Get|Write)Items)$/;

/** Lets a client be measured. A client with `cacheMiddleware` must get this before its first request. */
export function listenersOf(db: DynamoDBClient): Set<Listener> {
  const known = listeners.get(db);
  if (known !== undefined) return known;
  const listening = new Set<Listener>();
  listeners.set(db, listening);
  db.middlewareStack.add(
    (next, context) => async (args) => {
      const operation = (context.commandName ?? "").replace(/Command$/, "");
      if (listening.size === 0 || !MEASURED.test(operation)) return next(args);
      const answer = await next({
        ...args,
        input: { ReturnConsumedCapacity: "INDEXES", ...args.input },
      });
      const consumed = consumption(operation, answer.output as Partial<Answer>);
      for (const listener of [...listening]) listener(consumed);
      return answer;
    },
    { name: "measure", step: "initialize" },
  );
  return listening;
}

type Answer = { ConsumedCapacity: ConsumedCapacity | ConsumedCapacity[] };

function consumption(operation: string, { ConsumedCapacity = [] }: Partial<Answer>): Consumed {
  const all = [ConsumedCapacity].flat();
  const by = all.flatMap(
    ({ TableName = "", Table, LocalSecondaryIndexes, GlobalSecondaryIndexes, CapacityUnits }) => [
      [TableName, Table?.CapacityUnits ?? CapacityUnits ?? 0] as const,
      ...Object.entries({ ...LocalSecondaryIndexes, ...GlobalSecondaryIndexes }).map(
        ([name, index]) => [name, index.CapacityUnits ?? 0] as const,
      ),
    ],
  );
  return {
    operation,
    units: sum(all.map(({ CapacityUnits = 0 }) => CapacityUnits)),
    by: Object.fromEntries(by.filter(([, units]) => units > 0)),
  };
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
