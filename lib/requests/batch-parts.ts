import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import type { StoredItem } from "../items/types";
import { groupBy } from "../lists/group-by";
import { brief } from "../print/brief";
import { isPromise } from "../print/values";
import { itemId, itemOf, type RequestItem } from "./distinct";
import type { ReadRequest } from "./read";
import { Request } from "./request";
import type { WriteRequest } from "./write";

/** Values by the names of their tables, as the parameters and responses of batches have them. */
export type ByTable<T> = Record<string, T[]>;
export type Write = { PutRequest: { Item: StoredItem } } | { DeleteRequest: { Key: StoredItem } };
export type Reads = Record<string, { Keys: StoredItem[]; ConsistentRead?: boolean }>;

type BatchPart = RequestItem & { db: DynamoDBClient };
export type WritePart = BatchPart & { write: Write };
export type ReadPart = BatchPart & { request: ReadRequest<unknown>; isConsistent: boolean };

/** @throws DynamoError `RequestInvalid` if this can't be part of a batch */
export function writePart(request: WriteRequest<unknown>): WritePart {
  const { table, names, key, id } = itemOf(request);
  return { table, names, key, id, db: clientOf(request), write: writeOf(request) };
}

/** @throws DynamoError `RequestInvalid` if this can't be part of a batch */
export function readPart(request: ReadRequest<unknown>): ReadPart {
  if (isRequest(request) && request.operation !== "GetItem")
    throw new DynamoError(
      "RequestInvalid",
      `A batch of reads takes get() of a table, not ${request.operation}. Await that request by itself.`,
    );
  const db = clientOf(request);
  const isConsistent = request.input.ConsistentRead === true;
  // Each by its name: a copy of an object to which more is added takes more memory.
  const { table, names, key, id } = itemOf(request);
  return { table, names, key, id, db, request, isConsistent };
}

/**
 * Marks a value as part of a batch, if it is a request.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function joined<R extends Request<unknown>>(value: R): R {
  if (isRequest(value)) return value.join();
  if (isPromise(value))
    throw new DynamoError(
      "RequestInvalid",
      "A batch takes requests or a list of items, and this is a promise. Write await before what makes the list. " +
        "A function that makes the requests must not be async: awaiting a request sends it by itself.",
    );
  throw new DynamoError(
    "RequestInvalid",
    `A batch takes requests, such as table.put({ … }), not ${brief(value)}. ` +
      "Pass items or keys with a function that makes a request of each, such as batchWrite(items, (item) => table.put(item)). " +
      "An async generator awaits what it yields, so it can't yield requests: it would send each by itself.",
  );
}

const isRequest = (value: unknown): value is Request<unknown> => value instanceof Request;

const clientOf = ({ db }: Request<unknown>) => db as DynamoDBClient;

function writeOf({ operation, input }: WriteRequest<unknown>): Write {
  const { Item, Key, ConditionExpression } = input as {
    Item?: StoredItem;
    Key: StoredItem;
    ConditionExpression?: string;
  };
  if (ConditionExpression !== undefined)
    throw new DynamoError(
      "RequestInvalid",
      "A batch takes no conditions. Use transactWrite(), or send this request alone.",
    );
  if (operation === "PutItem" && Item !== undefined) return { PutRequest: { Item } };
  if (operation === "DeleteItem") return { DeleteRequest: { Key } };
  throw new DynamoError(
    "RequestInvalid",
    `A batch takes puts and deletes, not ${operation}. Use transactWrite(), or send this request alone.`,
  );
}

/** Returns `RequestItems` of BatchWriteItem. */
export const writesByTable = (parts: readonly WritePart[]): ByTable<Write> =>
  mapValues(byTable(parts), (own) => own.map(({ write }) => write));

/** Returns `RequestItems` of BatchGetItem. It reads a whole table consistently, or not. */
export const readsByTable = (
  parts: readonly ReadPart[],
  isConsistent = consistentTables(parts),
): Reads =>
  mapValues(byTable(parts), (own, table) => ({
    Keys: own.map(({ key }) => key),
    ...(isConsistent.has(table) && { ConsistentRead: true }),
  }));

/** Returns the tables of which at least one part asks for a consistent read. */
export const consistentTables = (parts: readonly ReadPart[]): ReadonlySet<string> =>
  new Set(parts.filter(({ isConsistent }) => isConsistent).map(({ table }) => table));

const byTable = <P extends BatchPart>(parts: readonly P[]): ByTable<P> =>
  Object.fromEntries(groupBy(parts, ({ table }) => table));

const mapValues = <A, B>(
  object: Record<string, A>,
  change: (value: A, name: string) => B,
): Record<string, B> =>
  Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value, name)]));

/** Returns the item of a put, or the key of a delete. */
export const itemOfWrite = (write: Write): StoredItem =>
  "PutRequest" in write ? write.PutRequest.Item : write.DeleteRequest.Key;

/**
 * Finds items that DynamoDB returned by those of the parts, also if it spells their numbers
 * otherwise.
 */
export class FoundItems {
  readonly #byId = new Map<string, StoredItem>();

  /** @param found Items, or what has their keys, by table */
  constructor(parts: readonly RequestItem[], found: Readonly<ByTable<StoredItem>> = {}) {
    const names = new Map(parts.map((part) => [part.table, part.names]));
    for (const [table, items] of Object.entries(found))
      for (const item of items) this.#byId.set(itemId(table, item, names.get(table) ?? []), item);
  }

  get size(): number {
    return this.#byId.size;
  }

  of({ id }: RequestItem): StoredItem | undefined {
    return this.#byId.get(id);
  }
}

/**
 * Returns the parts that DynamoDB left unprocessed.
 *
 * @param unprocessed As in the response
 * @param itemOf Returns the item of an unprocessed part, or its key
 */
export function leftOf<P extends RequestItem, U>(
  portion: P[],
  unprocessed: Readonly<ByTable<U>>,
  itemOf: (part: U) => StoredItem,
): P[] {
  const left = new FoundItems(
    portion,
    mapValues(unprocessed, (parts) => parts.map(itemOf)),
  );
  if (left.size === 0) return [];
  const parts = portion.filter((part) => left.of(part) !== undefined);
  // Should one not be recognized, all are sent again: that does no harm, and none is lost.
  return parts.length === left.size ? parts : portion;
}
