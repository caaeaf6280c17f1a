import type { BatchWriteItemCommandInput, DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../items/types";
import { entriesOf, partsOf, requestsOf, type Entries } from "./batch-entries";
import { checkBatchOptions, type BatchOptions } from "./batch-options";
import { FoundItems, readPart, readsByTable, writePart, writesByTable } from "./batch-parts";
import type { ByTable } from "./batch-parts";
import { readStream, resultOf, sendReads } from "./batch-reads";
import { BatchGetRequest, BatchRequest } from "./batch-request";
import { sendWrites } from "./batch-writes";
import { checkDistinct, type RequestItem } from "./distinct";
import type { ReadRequest } from "./read";
import { Request, type Call } from "./request";
import { fromList } from "./source";
import type { ResultsOf } from "./transactions";
import type { WriteRequest } from "./write";

/**
 * Puts and deletes many items without conditions: 25 in a request, and 4 requests in flight. It
 * retries what DynamoDB leaves unprocessed. This isn't a transaction: if it fails, some items may
 * be written, and the message says how many.
 *
 * It takes the writes themselves, or one iterable of them; or items, which may come from an async
 * iterable such as a query, and a function that makes the write of each:
 * `batchWrite(orders.scan(), (order) => archive.put(order))`. Options follow:
 * `{ inFlight, progress }`.
 *
 * - **A list** (the writes themselves, or an array) is checked before anything is sent, and has each
 *   item at most once.
 * - **A stream** (any other iterable) is read as it is sent, and never held as a whole: at most 25
 *   parts for each request in flight, and one more. So it is checked write by write. It may have an
 *   item again: that write waits for the one before.
 *
 * @throws DynamoError `RequestInvalid`; for a list nothing is sent then. `BatchIncomplete` if
 * DynamoDB repeatedly leaves some unprocessed
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function batchWrite<T>(
  items: Iterable<T> | AsyncIterable<T>,
  toWrite: (item: T) => WriteRequest<unknown>,
  options?: BatchOptions,
): BatchRequest<void, BatchWriteItemCommandInput>;
export function batchWrite(
  writes: Iterable<WriteRequest<unknown>> | AsyncIterable<WriteRequest<unknown>>,
  options?: BatchOptions,
): BatchRequest<void, BatchWriteItemCommandInput>;
export function batchWrite(
  ...writes: readonly WriteRequest<unknown>[]
): BatchRequest<void, BatchWriteItemCommandInput>;
export function batchWrite(
  ...args: readonly unknown[]
): BatchRequest<void, BatchWriteItemCommandInput> {
  const entries = entriesOf<WriteRequest<unknown>>(args);
  return new BatchRequest(entries.list === undefined ? writeStream(entries) : writeList(entries));
}

/**
 * Reads many items by their keys: 100 in a request, and 4 requests in flight. Resolves with them in
 * the order of the reads, `undefined` for an item that doesn't exist; `for await` yields one after
 * the other. It retries what DynamoDB leaves unread.
 *
 * It takes the reads themselves, or one iterable of them; or keys, which may come from an async
 * iterable, and a function that makes the read of each: `batchGet(keys, (key) => orders.get(key))`.
 * Lists and streams are as in `batchWrite()`. `for await` over a stream holds at most 100 parts for
 * each request in flight, and 100 more. If one read of a table is consistent, all of that list are,
 * or all of that request of a stream.
 *
 * @throws DynamoError `RequestInvalid`; `BatchIncomplete` if DynamoDB repeatedly leaves some unread
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function batchGet<K, T>(
  keys: Iterable<K> | AsyncIterable<K>,
  toRead: (key: K) => ReadRequest<T>,
  options?: BatchOptions,
): BatchGetRequest<T[]>;
export function batchGet<T>(
  reads: Iterable<ReadRequest<T>> | AsyncIterable<ReadRequest<T>>,
  options?: BatchOptions,
): BatchGetRequest<T[]>;
export function batchGet<const R extends readonly ReadRequest<unknown>[]>(
  ...reads: R
): BatchGetRequest<ResultsOf<R>>;
export function batchGet(...args: readonly unknown[]): BatchGetRequest<unknown[]> {
  const entries = entriesOf<ReadRequest<unknown>>(args);
  if (entries.list !== undefined) return new BatchGetRequest(readList(entries));
  const results = (input: object) => readStream(partsOf(entries, readPart), input, entries.options);
  return new BatchGetRequest(readWholeStream(results, entries.options), results);
}

function writeList(entries: Entries<WriteRequest<unknown>>): Call<void> {
  const parts = partsOfList(entries, writePart);
  return {
    db: clientOf(entries),
    operation: "BatchWriteItem",
    build: () => ({ RequestItems: writesByTable(parts()) }),
    send: (input) => sendWrites(fromList(parts()), input, entries.options),
    read: () => undefined,
  };
}

function writeStream(entries: Entries<WriteRequest<unknown>>): Call<void> {
  const { options } = entries;
  return {
    db: undefined,
    operation: "BatchWriteItem",
    build: () => noItems(options),
    send: (input) => sendWrites(partsOf(entries, writePart), input, options),
    read: () => undefined,
  };
}

function readList(entries: Entries<ReadRequest<unknown>>): Call<unknown[]> {
  const parts = partsOfList(entries, readPart);
  return {
    db: clientOf(entries),
    operation: "BatchGetItem",
    build: () => ({ RequestItems: readsByTable(parts()) }),
    send: (input) => sendReads(parts(), input, entries.options),
    read: ({ Responses }) => {
      const items = new FoundItems(parts(), Responses as ByTable<StoredItem>);
      return parts().map((part) => resultOf(part, items));
    },
  };
}

type Results = (input: object) => AsyncGenerator<unknown>;

function readWholeStream(results: Results, options: BatchOptions): Call<unknown[]> {
  const all: unknown[] = [];
  return {
    db: undefined,
    operation: "BatchGetItem",
    build: () => noItems(options),
    send: async (input) => {
      for await (const result of results(input)) all.push(result);
      return { UnprocessedKeys: {} };
    },
    read: () => all,
  };
}

/** Makes the parts of a list, once, and checks them. @throws DynamoError `RequestInvalid` */
function partsOfList<R extends Request<unknown>, P extends RequestItem>(
  entries: Entries<R>,
  partOf: (request: R) => P,
): () => readonly P[] {
  let parts: readonly P[] | undefined;
  return () => {
    if (parts !== undefined) return parts;
    checkBatchOptions(entries.options);
    const all = requestsOf(entries).map(partOf);
    checkDistinct(all, "batch");
    return (parts = all);
  };
}

const clientOf = <R>({ list = [] }: Entries<R>): DynamoDBClient | undefined =>
  list[0] instanceof Request ? list[0].db : undefined;

/** A stream is known only when it is sent: it has no parameters but those that `with()` adds. */
function noItems(options: BatchOptions): object {
  checkBatchOptions(options);
  return {};
}
