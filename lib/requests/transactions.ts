import type {
  TransactGetItemsCommandInput,
  TransactWriteItemsCommandInput,
} from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import type { ReadRequest } from "./read";
import { Request } from "./request";
import type { Operation, Output } from "../client/send";
import type { WriteRequest } from "./write";

/** What the requests give, in their order. */
export type ResultsOf<R extends readonly ReadRequest<unknown>[]> = {
  -readonly [K in keyof R]: R[K] extends Request<infer T> ? T : never;
};

/** How a part of a transaction is called that is an operation of its own elsewhere. */
const KINDS: Partial<Record<Operation, string>> = {
  PutItem: "Put",
  UpdateItem: "Update",
  DeleteItem: "Delete",
  GetItem: "Get",
};

/** What a single request takes and a part of a transaction doesn't. */
const ALONE_ONLY = [
  "ReturnValues",
  "ReturnConsumedCapacity",
  "ReturnItemCollectionMetrics",
  "ConsistentRead",
];

/**
 * All of these writes, or none of them, at one moment. Each item at most once, at most 100.
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
 * What these items are at one moment, in the order of the requests.
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
  const kept = Object.entries(input).filter(([name]) => !ALONE_ONLY.includes(name));
  return { [KINDS[operation] ?? operation]: Object.fromEntries(kept) };
}

/** Requests that become parts of one: at least one of them, and all of one client. @throws DynamoError `RequestInvalid` */
export function together<R extends Request<unknown>>(requests: readonly R[]): readonly R[] {
  for (const request of requests) request.join();
  const [first, ...others] = requests;
  if (first === undefined)
    throw new DynamoError(
      "RequestInvalid",
      "There is nothing to send. Give it at least one request.",
    );
  if (others.every(({ db }) => db === first.db)) return requests;
  throw new DynamoError(
    "RequestInvalid",
    "These requests belong to different clients. Make their tables with the same one: new MyTable(db).",
  );
}
