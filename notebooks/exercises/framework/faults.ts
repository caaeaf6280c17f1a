/** Interceptors that simulate what happens at AWS and never, or rarely, with DynamoDB Local. */
import {
  ProvisionedThroughputExceededException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { type Interceptor, isRead, isWrite, type Response } from "./interceptor";

/** Delays everything but GetItem, so that a read that doesn't wait for a write comes too early. */
export const slowWrites: Interceptor = async ({ operation, send }) => {
  if (operation !== "GetItem") await new Promise((resolve) => setTimeout(resolve, 50));
  return send();
};

/**
 * Simulates that a table is CREATING until the second DescribeTable, whether the answer created it or not.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function slowTableCreation(name: string) {
  let descriptions = 0;
  const interceptor: Interceptor = async ({ operation, input, send }) => {
    const response = await send();
    if (input["TableName"] !== name) return response;
    if (operation === "CreateTable") return creating(response, "TableDescription");
    if (operation !== "DescribeTable" || ++descriptions > 1) return response;
    return creating(response, "Table");
  };
  return { interceptor, wasSeenActive: () => descriptions > 1 };
}

const creating = (response: Response, part: string) => ({
  ...response,
  [part]: { ...(response[part] as object), TableStatus: "CREATING" },
});

export const DENIED = "AccessDeniedException";

/** Fails the first DescribeTable, as for credentials without that permission. */
export function accessDeniedOnce() {
  let [wasDenied, wasSeenLater] = [false, false];
  const interceptor: Interceptor = async ({ operation, send }) => {
    if (operation !== "DescribeTable") return send();
    if (wasDenied) {
      wasSeenLater = true;
      return send();
    }
    wasDenied = true;
    throw Object.assign(new Error("User is not authorized to perform: dynamodb:DescribeTable"), {
      name: DENIED,
      $fault: "client",
      $metadata: {},
    });
  };
  return { interceptor, wasDenied: () => wasDenied, wasSeenLater: () => wasSeenLater };
}

/** The code of an error of `throttledWrites`. */
export const THROTTLED = "ProvisionedThroughputExceededException";

const throttled = () =>
  new ProvisionedThroughputExceededException({
    message: "The level of configured provisioned throughput for the table was exceeded",
    $metadata: {},
  });

/** Fails every write, as for a table whose throughput is used up. */
export const throttledWrites: Interceptor = ({ operation, send }) =>
  isWrite(operation) ? Promise.reject(throttled()) : send();

type Parts = { TransactItems?: unknown[]; TransactStatements?: unknown[] };

/** Whether an operation is a transaction. */
export const isTransaction = (operation: string) => /^(Execute)?Transact/.test(operation);

/** A transaction whose items another transaction was writing. */
const conflict = ({ TransactStatements = [], TransactItems = TransactStatements }: Parts) =>
  new TransactionCanceledException({
    message: "Transaction cancelled, please refer cancellation reasons for specific reasons",
    CancellationReasons: TransactItems.map((_, place) =>
      place === 0
        ? { Code: "TransactionConflict", Message: "Transaction is ongoing for the item" }
        : { Code: "None" },
    ),
    $metadata: {},
  });

/**
 * Fails the request number `place` of those that read, write or list, counted from 0: a transaction
 * with a conflict, others as if throttled.
 */
export function failingRequest(place: number) {
  let [count, failed]: [number, string | undefined] = [0, undefined];
  const interceptor: Interceptor = ({ operation, input, send }) => {
    const isMeant = isRead(operation) || isWrite(operation) || operation === "ListTables";
    if (!isMeant || count++ !== place) return send();
    failed = operation;
    return Promise.reject(isTransaction(operation) ? conflict(input) : throttled());
  };
  return { interceptor, failed: () => failed };
}

/**
 * Does something just before the first write, as another program might.
 *
 * Many concurrent calls don't test the same: DynamoDB Local returns what a delete without a
 * condition removed (`ALL_OLD`) to several of them.
 */
export const beforeFirstWrite = (action: () => PromiseLike<unknown>): Interceptor =>
  beforeWrites(1, action);

/** Does something just before each of the first writes. */
export function beforeWrites(times: number, action: () => PromiseLike<unknown>): Interceptor {
  let [count, isOurs] = [0, false];
  return async ({ operation, send }) => {
    // The action writes through the same client.
    if (!isOurs && isWrite(operation) && count < times) {
      count++;
      isOurs = true;
      await action();
      isOurs = false;
    }
    return send();
  };
}

/** A read that may come from a replica that lags behind, as it may through an index. */
const isEventual = ({ ConsistentRead }: { ConsistentRead?: unknown }) => ConsistentRead !== true;

/**
 * Lets eventually consistent reads find nothing, as from a replica that lags behind the writes of
 * the last moment.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html
 */
export const staleReads: Interceptor = async ({ operation, input, send }) => {
  if (operation === "BatchGetItem") return staleBatch(input, send);
  if (!/^(GetItem|Query|Scan|ExecuteStatement SELECT)$/.test(operation) || !isEventual(input))
    return send();
  if (operation === "GetItem") return { $metadata: {} };
  return { $metadata: {}, Items: [], Count: 0, ScannedCount: 0 };
};

async function staleBatch(input: Response, send: () => Promise<Response>): Promise<Response> {
  const response = await send();
  const asked = (input["RequestItems"] ?? {}) as Record<string, { ConsistentRead?: unknown }>;
  const found = Object.entries((response["Responses"] ?? {}) as Record<string, unknown[]>);
  const Responses = found.map(([table, items]) => [
    table,
    isEventual(asked[table] ?? {}) ? [] : items,
  ]);
  return { ...response, Responses: Object.fromEntries(Responses) as object };
}

/**
 * Lets queries and scans end a page after so many items, as large items make it end at 1 MB.
 *
 * @param scanned After how many a scan's page ends: a scan also reads other items than the query does
 */
export const shortPages =
  (size: number, scanned = size): Interceptor =>
  ({ operation, input, send }) => {
    if (operation !== "Query" && operation !== "Scan") return send();
    const most = operation === "Scan" ? scanned : size;
    const { Limit = most } = input as { Limit?: number };
    return send({ Limit: Math.min(Limit, most) });
  };
