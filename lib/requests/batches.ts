import type {
  AttributeValue,
  BatchGetItemCommandInput,
  BatchWriteItemCommandInput,
  DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { sameNumber } from "../fields/numbers";
import type { StoredItem } from "../items/types";
import type { ReadRequest } from "./read";
import { Request } from "./request";
import { send, type Output } from "../client/send";
import { together, type ResultsOf } from "./transactions";
import type { WriteRequest } from "./write";

/** How many parts one request may have. */
const MOST_WRITES = 25;
const MOST_READS = 100;

type Part<P> = { table: string; part: P };
type Put = { PutRequest: { Item: StoredItem } };
type Delete = { DeleteRequest: { Key: StoredItem } };
type Read = { Key: StoredItem; ConsistentRead?: boolean };

/**
 * Puts and deletes of many items, without conditions: 25 in a request, and what DynamoDB leaves undone again. It is no
 * transaction: if it fails, some may be written.
 *
 * @throws DynamoError `BatchIncomplete` if DynamoDB keeps leaving some undone
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html
 */
export function batchWrite(
  ...writes: readonly WriteRequest<unknown>[]
): Request<void, BatchWriteItemCommandInput> {
  const db = writes[0]?.db as DynamoDBClient;
  return new Request({
    db,
    operation: "BatchWriteItem",
    build: () => ({ RequestItems: byTable(together(writes).map(writePart)) }),
    send: async ({
      RequestItems,
      ...more
    }: {
      RequestItems?: Record<string, (Put | Delete)[]>;
    }) => {
      const ConsumedCapacity: unknown[] = [];
      await untilDone(parts(RequestItems), MOST_WRITES, async (some) => {
        const answer = await send(db, "BatchWriteItem", { ...more, RequestItems: byTable(some) });
        ConsumedCapacity.push(answer["ConsumedCapacity"] ?? []);
        return parts(answer["UnprocessedItems"] as typeof RequestItems);
      });
      return { UnprocessedItems: {}, ConsumedCapacity: ConsumedCapacity.flat() };
    },
    read: () => undefined,
  });
}

/**
 * Many items by their keys, 100 in a request, in the order of the requests.
 *
 * @throws DynamoError `BatchIncomplete` if DynamoDB keeps leaving some unread
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
 */
export function batchGet<const R extends readonly ReadRequest<unknown>[]>(
  ...reads: R
): Request<ResultsOf<R>, BatchGetItemCommandInput> {
  const db = reads[0]?.db as DynamoDBClient;
  type Keys = Record<string, { Keys: StoredItem[] }>;
  return new Request({
    db,
    operation: "BatchGetItem",
    build: () => ({ RequestItems: keysByTable(together(reads)) }),
    send: async ({ RequestItems, ...more }: { RequestItems?: Keys }) => {
      const items: Part<StoredItem>[] = [];
      const ConsumedCapacity: unknown[] = [];
      const keys = (items: Keys = {}) =>
        parts(Object.fromEntries(Object.entries(items).map(([table, { Keys }]) => [table, Keys])));
      await untilDone(keys(RequestItems), MOST_READS, async (some) => {
        const asked = Object.entries(byTable(some)).map(([table, Keys]) => [
          table,
          { ...RequestItems?.[table], Keys },
        ]);
        const answer = await send(db, "BatchGetItem", {
          ...more,
          RequestItems: Object.fromEntries(asked) as Keys,
        });
        ConsumedCapacity.push(answer["ConsumedCapacity"] ?? []);
        items.push(...parts(answer["Responses"] as Record<string, StoredItem[]>));
        return keys(answer["UnprocessedKeys"] as Keys);
      });
      return {
        Responses: byTable(items),
        UnprocessedKeys: {},
        ConsumedCapacity: ConsumedCapacity.flat(),
      };
    },
    read: ({ Responses }) =>
      reads.map((request) =>
        request.resultOf(found(request, Responses as Record<string, StoredItem[]>)),
      ) as ResultsOf<R>,
  });
}

function writePart({ operation, input }: WriteRequest<unknown>): Part<Put | Delete> {
  const {
    TableName: table,
    Item,
    Key,
    ConditionExpression,
  } = input as {
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
    return { table, part: { PutRequest: { Item } } };
  if (operation === "DeleteItem") return { table, part: { DeleteRequest: { Key } } };
  throw new DynamoError(
    "RequestInvalid",
    `A batch takes puts and deletes, not ${operation}. Use transactWrite(), or send this request alone.`,
  );
}

function keysByTable(
  reads: readonly ReadRequest<unknown>[],
): Record<string, { Keys: StoredItem[]; ConsistentRead?: boolean }> {
  const inputs = reads.map(({ input }) => input as Read & { TableName: string });
  const tables = byTable(inputs.map(({ TableName: table, Key }) => ({ table, part: Key })));
  // Consistency is a matter of the whole table in a batch.
  const isConsistent = (table: string) =>
    inputs.some(({ TableName, ConsistentRead }) => TableName === table && ConsistentRead === true);
  return Object.fromEntries(
    Object.entries(tables).map(([table, Keys]) => [
      table,
      { Keys, ...(isConsistent(table) && { ConsistentRead: true }) },
    ]),
  );
}

/** The item that a request asked for, as GetItem would have answered. */
function found({ input }: Request<unknown>, responses: Record<string, StoredItem[]>): Output {
  const { TableName, Key } = input as Read & { TableName: string };
  const items = Object.hasOwn(responses, TableName) ? responses[TableName] : undefined;
  const item = items?.find((candidate) =>
    Object.entries(Key).every(([name, value]) => isSame(value, candidate[name])),
  );
  return item === undefined ? {} : { Item: item };
}

function isSame(a: AttributeValue, b: AttributeValue | undefined): boolean {
  if (a.N !== undefined) return b?.N !== undefined && sameNumber(a.N, b.N);
  if (a.B !== undefined)
    return (
      b?.B !== undefined &&
      a.B.length === b.B.length &&
      a.B.every((byte, index) => byte === b.B?.[index])
    );
  return a.S === b?.S;
}

function byTable<P>(all: readonly Part<P>[]): Record<string, P[]> {
  const tables = new Map<string, P[]>();
  for (const { table, part } of all) {
    const list = tables.get(table);
    if (list === undefined) tables.set(table, [part]);
    else list.push(part);
  }
  return Object.fromEntries(tables);
}

const parts = <P>(tables: Record<string, P[]> = {}): Part<P>[] =>
  Object.entries(tables).flatMap(([table, all]) => all.map((part) => ({ table, part })));

const FIRST_PAUSE = 50;
const MOST_FAILURES = 8;

/** Sends portion after portion; what comes back undone waits its turn, and after a pause that doubles. */
async function untilDone<P>(
  all: Part<P>[],
  most: number,
  sendSome: (some: Part<P>[]) => Promise<Part<P>[]>,
): Promise<void> {
  const queue = [...all];
  for (let failures = 0; queue.length > 0;) {
    const portion = queue.splice(0, most);
    const undone = await sendSome(portion);
    queue.push(...undone);
    if (undone.length < portion.length) failures = 0;
    if (undone.length === 0) continue;
    if (++failures > MOST_FAILURES)
      throw new DynamoError(
        "BatchIncomplete",
        `DynamoDB keeps leaving parts of this batch undone, ${queue.length} of ${all.length}. Send less at once, or raise the table's throughput.`,
      );
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** failures));
  }
}
