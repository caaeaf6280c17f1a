import type { ConsumedCapacity, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { checkClient } from "./check-client";
import { sum } from "../lists/sum";

/** What one request consumed. */
export type Consumed = {
  operation: string;
  /** Read units of a read, write units of a write. */
  units: number;
  /** The units by where they were consumed: the table itself, and each index. */
  by: Record<string, number>;
};

/** The result of some work, and what its requests consumed. */
export type Measurement<T> = { result: T; units: number; requests: Consumed[] };

type Listener = (consumed: Consumed) => void;
/** The measurements in progress, by client. */
const listeners = new WeakMap<DynamoDBClient, Set<Listener>>();

/**
 * Does some work, and measures what the requests consumed that this client sent meanwhile. It asks
 * DynamoDB for that, with `ReturnConsumedCapacity`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export async function measure<T>(
  db: DynamoDBClient,
  work: () => PromiseLike<T>,
): Promise<Measurement<T>> {
  checkClient(db);
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

/** Operations that report what they consumed. */
const MEASURED =
  /^(Batch(Get|Write)Item|(Get|Put|Update|Delete)Item|Query|Scan|Transact(Get|Write)Items)$/;

/**
 * Makes a client measurable, and returns its listeners. With `cacheMiddleware`, call it before the
 * client's first request.
 */
export function listenersOf(db: DynamoDBClient): Set<Listener> {
  const known = listeners.get(db);
  if (known !== undefined) return known;
  const listening = new Set<Listener>();
  listeners.set(db, listening);
  db.middlewareStack.add(
    (next, context) => {
      const operation = (context.commandName ?? "").replace(/Command$/, "");
      if (!MEASURED.test(operation)) return next;
      return (args) =>
        listening.size === 0 ? next(args) : measured(operation, listening, next, args);
    },
    { name: "measure", step: "initialize" },
  );
  return listening;
}

type Next<A, R> = (args: A) => Promise<R>;

async function measured<A extends { input: object }, R extends { output: object }>(
  operation: string,
  listening: ReadonlySet<Listener>,
  next: Next<A, R>,
  args: A,
): Promise<R> {
  const input = { ReturnConsumedCapacity: "INDEXES", ...args.input };
  const response = await next({ ...args, input });
  const consumed = consumption(operation, response.output);
  for (const listener of [...listening]) listener(consumed);
  return response;
}

type Response = { ConsumedCapacity?: ConsumedCapacity | ConsumedCapacity[] };

function consumption(operation: string, { ConsumedCapacity = [] }: Response): Consumed {
  const all = [ConsumedCapacity].flat();
  const by = all.flatMap(unitsByPlace);
  return {
    operation,
    units: sum(all.map(({ CapacityUnits = 0 }) => CapacityUnits)),
    by: Object.fromEntries(by.filter(([, units]) => units > 0)),
  };
}

/** The units of a table itself and of each of its indexes. */
function unitsByPlace(consumed: ConsumedCapacity): [place: string, units: number][] {
  const { TableName = "", Table, CapacityUnits = 0 } = consumed;
  const indexes = { ...consumed.LocalSecondaryIndexes, ...consumed.GlobalSecondaryIndexes };
  return [
    [TableName, Table?.CapacityUnits ?? CapacityUnits],
    ...Object.entries(indexes).map(([name, index]): [string, number] => [
      name,
      index.CapacityUnits ?? 0,
    ]),
  ];
}
