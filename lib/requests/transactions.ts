import type {
  TransactGetItemsCommandInput,
  TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
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
 * Does all of these writes at one moment, or none of them. At most 100, and each item at most once.
 *
 * @throws TransactionError `TransactionCanceledException`, with the reason for each part
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function transactWrite(
  ...writes: readonly WriteRequest<unknown>[]
): Request<void, TransactWriteItemsCommandInput> {
  const build = () => ({ TransactItems: together(writes).map(part) });
  return new Request({
    db: writes[0]?.db,
    operation: "TransactWriteItems",
    build,
    read: () => undefined,
  });
}

/**
 * Reads items as they are at one moment. Resolves with them in the order of the requests.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactGetItems.html
 */
export function transactGet<const R extends readonly ReadRequest<unknown>[]>(
  ...reads: R
): Request<ResultsOf<R>, TransactGetItemsCommandInput> {
  const build = () => ({ TransactItems: together(reads).map(part) });
  const read = ({ Responses }: Output) =>
    reads.map((request, index) =>
      request.resultOf((Responses as Output[])[index] ?? {}),
    ) as ResultsOf<R>;
  return new Request({ db: reads[0]?.db, operation: "TransactGetItems", build, read });
}

function part({ operation, input }: Request<unknown>): object {
  const kept = Object.entries(input).filter(([name]) => !NOT_IN_PARTS.includes(name));
  return { [PART_NAMES[operation] ?? operation]: Object.fromEntries(kept) };
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
