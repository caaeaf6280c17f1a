import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { send, type Output } from "../client/send";
import { DynamoError } from "../errors/errors";
import { sameNumber } from "../fields/number-text";
import type { StoredItem } from "../items/types";
import { groupBy } from "../lists/group-by";
import { checkDistinct } from "./distinct";
import type { ReadRequest } from "./read";
import { Request } from "./request";
import { together, type ResultsOf } from "./transactions";
import { untilProcessed } from "./until-processed";
import type { WriteRequest } from "./write";

/** How many writes and reads DynamoDB takes in one request. */
const MAX_WRITES = 25;
const MAX_READS = 100;

/** A part of a batch, with its table. */
type Part<P> = { table: string; part: P };
type ByTable<P> = Record<string, P[]>;
type Write = { PutRequest: { Item: StoredItem } } | { DeleteRequest: { Key: StoredItem } };
type Reads = Record<string, { Keys: StoredItem[]; ConsistentRead?: boolean }>;

/**
 * Puts and deletes many items without conditions, 25 in a request. It retries what DynamoDB leaves
 * unprocessed. Each item at most once. This isn't a transaction: if it fails, some items may be
 * written, and the message says how many.
 *
 * @throws DynamoError `RequestInvalid`, and then nothing is sent; `BatchIncomplete` if DynamoDB
 * repeatedly leaves some unprocessed
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function batchWrite(
  ...writes: readonly WriteRequest<unknown>[]
): Request<void, BatchWriteItemCommandInput> {
  const db = writes[0]?.db as DynamoDBClient;
  return new Request({
    db,
    operation: "BatchWriteItem",
    build: () => ({ RequestItems: byTable(batchParts(writes)) }),
    send: (input) => sendWrites(db, input),
    read: () => undefined,
  });
}

/**
 * Reads many items by their keys, 100 in a request, each item at most once. Resolves with them in
 * the order of the requests.
 *
 * @throws DynamoError `BatchIncomplete` if DynamoDB repeatedly leaves some unread
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function batchGet<const R extends readonly ReadRequest<unknown>[]>(
  ...reads: R
): Request<ResultsOf<R>, BatchGetItemCommandInput> {
  const db = reads[0]?.db as DynamoDBClient;
  return new Request({
    db,
    operation: "BatchGetItem",
    build: () => ({ RequestItems: keysByTable(distinct(reads)) }),
    send: (input) => sendReads(db, input),
    read: ({ Responses }) =>
      reads.map((request) =>
        request.resultOf(responseTo(request, Responses as ByTable<StoredItem>)),
      ) as ResultsOf<R>,
  });
}

function batchParts(writes: readonly WriteRequest<unknown>[]): Part<Write>[] {
  const parts = together(writes).map(writePart);
  checkDistinct(writes, "batch");
  return parts;
}

function distinct<R extends Request<unknown>>(reads: readonly R[]): readonly R[] {
  checkDistinct(together(reads), "batch");
  return reads;
}

async function sendWrites(
  db: DynamoDBClient,
  { RequestItems, ...more }: { RequestItems?: ByTable<Write> },
): Promise<Output> {
  const consumed: unknown[] = [];
  await untilProcessed(partsOf(RequestItems), MAX_WRITES, async (parts) => {
    const output = await send(db, "BatchWriteItem", { ...more, RequestItems: byTable(parts) });
    consumed.push(output["ConsumedCapacity"] ?? []);
    return partsOf(output["UnprocessedItems"] as ByTable<Write> | undefined);
  });
  return { UnprocessedItems: {}, ConsumedCapacity: consumed.flat() };
}

async function sendReads(
  db: DynamoDBClient,
  { RequestItems = {}, ...more }: { RequestItems?: Reads },
): Promise<Output> {
  const items: Part<StoredItem>[] = [];
  const consumed: unknown[] = [];
  await untilProcessed(keyParts(RequestItems), MAX_READS, async (parts) => {
    const tables = mapValues(byTable(parts), (Keys, table) => ({ ...RequestItems[table], Keys }));
    const output = await send(db, "BatchGetItem", { ...more, RequestItems: tables });
    consumed.push(output["ConsumedCapacity"] ?? []);
    items.push(...partsOf(output["Responses"] as ByTable<StoredItem> | undefined));
    return keyParts((output["UnprocessedKeys"] ?? {}) as Reads);
  });
  return {
    Responses: byTable(items),
    UnprocessedKeys: {},
    ConsumedCapacity: consumed.flat(),
  };
}

/** @throws DynamoError `RequestInvalid` if this can't be part of a batch */
function writePart({ operation, input }: WriteRequest<unknown>): Part<Write> {
  const { TableName, Item, Key, ConditionExpression } = input as {
    TableName: string;
    Item?: StoredItem;
    Key: StoredItem;
    ConditionExpression?: string;
  };
  if (ConditionExpression !== undefined)
    throw new DynamoError(
      "RequestInvalid",
      "A batch takes no conditions. Use transactWrite(), or send this request alone.",
    );
  if (operation === "PutItem" && Item !== undefined)
    return { table: TableName, part: { PutRequest: { Item } } };
  if (operation === "DeleteItem") return { table: TableName, part: { DeleteRequest: { Key } } };
  throw new DynamoError(
    "RequestInvalid",
    `A batch takes puts and deletes, not ${operation}. Use transactWrite(), or send this request alone.`,
  );
}

type KeyInput = { TableName: string; Key: StoredItem; ConsistentRead?: boolean };

function keysByTable(reads: readonly ReadRequest<unknown>[]): Reads {
  const inputs = reads.map(({ input }) => input as KeyInput);
  const keys = byTable(inputs.map(({ TableName, Key }) => ({ table: TableName, part: Key })));
  // A batch reads a whole table consistently, or not.
  const isConsistent = (table: string) =>
    inputs.some(({ TableName, ConsistentRead }) => TableName === table && ConsistentRead === true);
  return mapValues(keys, (Keys, table) => ({
    Keys,
    ...(isConsistent(table) && { ConsistentRead: true }),
  }));
}

/** Returns the response that GetItem would have given to this request. */
function responseTo({ input }: Request<unknown>, responses: ByTable<StoredItem>): Output {
  const { TableName, Key } = input as KeyInput;
  const items = Object.hasOwn(responses, TableName) ? responses[TableName] : undefined;
  const item = items?.find((candidate) =>
    Object.entries(Key).every(([name, value]) => isSame(value, candidate[name])),
  );
  return item === undefined ? {} : { Item: item };
}

/** Tells whether two key attributes are the same, however a number is spelled. */
function isSame(a: AttributeValue, b: AttributeValue | undefined): boolean {
  if (a.N !== undefined) return b?.N !== undefined && sameNumber(a.N, b.N);
  if (a.B !== undefined) return b?.B !== undefined && sameBytes(a.B, b.B);
  return a.S === b?.S;
}

const sameBytes = (a: Uint8Array, b: Uint8Array) =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

const byTable = <P>(parts: readonly Part<P>[]): ByTable<P> =>
  mapValues(Object.fromEntries(groupBy(parts, ({ table }) => table)), (own) =>
    own.map(({ part }) => part),
  );

const partsOf = <P>(tables: ByTable<P> = {}): Part<P>[] =>
  Object.entries(tables).flatMap(([table, parts]) => parts.map((part) => ({ table, part })));

const keyParts = (tables: Reads): Part<StoredItem>[] =>
  partsOf(mapValues(tables, ({ Keys }) => Keys));

const mapValues = <A, B>(
  object: Record<string, A>,
  change: (value: A, name: string) => B,
): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));
