import type {
  TransactGetItemsCommandInput,
  TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import { isPromise } from "../print/values";
import { explainCanceled } from "./canceled";
import { checkDistinct, itemOf } from "./distinct";
import type { ReadRequest } from "./read";
import { Request } from "./request";
import type { Operation, Output } from "../client/send";
import type { WriteRequest } from "./write";

/** The results of requests, in their order. */
export type ResultsOf<R extends readonly ReadRequest<unknown>[]> = {
  -readonly [K in keyof R]: R[K] extends Request<infer T> ? T : never;
};

/** The names of operations as parts of a transaction. */
const PART_NAMES: Partial<Record<Operation, string>> = {
  ConditionCheck: "ConditionCheck",
  PutItem: "Put",
  UpdateItem: "Update",
  DeleteItem: "Delete",
  GetItem: "Get",
};

/** Parameters of a single request that a part of a transaction doesn't have. */
const NOT_IN_PARTS = [
  "ReturnValues",
  "ReturnConsumedCapacity",
  "ReturnItemCollectionMetrics",
  "ConsistentRead",
];

/**
 * Does all of these writes at one moment, or none of them. At most 100, and each item at most once;
 * `conditionCheck()` of a table makes a part that changes nothing.
 *
 * @throws TransactionError `TransactionCanceledException`, with the reason for each part
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function transactWrite(
  ...writes: readonly WriteRequest<unknown>[]
): Request<void, TransactWriteItemsCommandInput> {
  const build = () => ({ TransactItems: transaction(writes, WRITES).map(part) });
  return new Request({
    db: writes[0]?.db,
    operation: "TransactWriteItems",
    build,
    read: () => undefined,
    explain: (error) => explainCanceled(error, writes, writes.map(partName)),
  });
}

/**
 * Reads items as of one moment. Resolves with them in the order of the requests.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export function transactGet<const R extends readonly ReadRequest<unknown>[]>(
  ...reads: R
): Request<ResultsOf<R>, TransactGetItemsCommandInput> {
  const build = () => ({ TransactItems: transaction(reads, READS).map(part) });
  const read = ({ Responses }: Output) =>
    reads.map((request, index) =>
      request.resultOf((Responses as Output[])[index] ?? {}),
    ) as ResultsOf<R>;
  return new Request({
    db: reads[0]?.db,
    operation: "TransactGetItems",
    build,
    read,
    explain: (error) => explainCanceled(error, reads, reads.map(partName)),
  });
}

const partName = ({ operation }: Request<unknown>) => PART_NAMES[operation] ?? operation;

function part(request: Request<unknown>): object {
  const kept = Object.entries(request.input).filter(([name]) => !NOT_IN_PARTS.includes(name));
  return { [partName(request)]: Object.fromEntries(kept) };
}

const MAX_PARTS = 100;

/** What a transaction takes, by the name of its function. */
type Kind = { name: string; takes: string; operations: readonly Operation[] };
const WRITES: Kind = {
  name: "transactWrite",
  takes: "put(), update(), delete() and conditionCheck() of a table",
  operations: ["PutItem", "UpdateItem", "DeleteItem", "ConditionCheck"],
};
const READS: Kind = { name: "transactGet", takes: "get() of a table", operations: ["GetItem"] };

/** @throws DynamoError `RequestInvalid` if this can't be a part */
function checkPart({ name, takes, operations }: Kind, value: unknown): void {
  if (value instanceof Request && operations.includes(value.operation)) return;
  const given =
    value instanceof Request ? value.operation : isPromise(value) ? "a promise" : brief(value);
  throw new DynamoError(
    "RequestInvalid",
    `${name}() takes ${takes}, not ${given}. ${remedyFor(name, value)}`,
  );
}

function remedyFor(name: string, value: unknown): string {
  if (Array.isArray(value)) return `Spread a list: ${name}(...requests).`;
  if (isPromise(value) && !(value instanceof Request))
    return (
      "The transaction wasn't sent. Write await before what makes the list of requests, and pass requests themselves without await. " +
      "A function that makes the requests must not be async: awaiting a request sends it by itself."
    );
  return "Nothing was sent.";
}

/** @throws DynamoError `RequestInvalid` if these can't be a transaction */
function transaction<R extends Request<unknown>>(requests: readonly R[], kind: Kind): readonly R[] {
  for (const request of requests) checkPart(kind, request);
  together(requests);
  if (requests.length > MAX_PARTS)
    throw new DynamoError(
      "RequestInvalid",
      `A transaction has at most ${MAX_PARTS} parts, and these are ${requests.length}. ` +
        "Nothing was sent. Send several, if it needn't be one moment.",
    );
  checkDistinct(requests.map(itemOf), "transaction");
  return requests;
}

/**
 * Checks requests that become parts of one: there is at least one, and all have the same client.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function together<R extends Request<unknown>>(requests: readonly R[]): readonly R[] {
  for (const request of requests) request.join();
  const [first, ...others] = requests;
  if (first === undefined)
    throw new DynamoError("RequestInvalid", "There is nothing to send. Pass at least one request.");
  if (others.every(({ db }) => db === first.db)) return requests;
  throw new DynamoError(
    "RequestInvalid",
    "These requests belong to different clients. Make their tables with the same client: new MyTable(db).",
  );
}
