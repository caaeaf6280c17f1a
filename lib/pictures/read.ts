import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { send } from "../client/send";
import type { Definition } from "../items/definition";
import type { StoredItem } from "../items/types";

/** A table that can be drawn, such as an instance of a `Table()` class. */
export type DrawableTable = {
  readonly name: string;
  readonly db: DynamoDBClient;
  readonly definition: Definition;
};

/** The response to one request. */
export type StoredPage = {
  items: StoredItem[];
  /** How many items were read, including those that a filter dropped. */
  scanned: number;
  /** Read units; `undefined` unless the request asked for them with `ReturnConsumedCapacity`. */
  units: number | undefined;
  /** The cursor, LastEvaluatedKey. */
  last: StoredItem | undefined;
};

/**
 * Yields page after page, items as DynamoDB stores them. Each request is sent when its page is
 * needed.
 */
export async function* readPages(
  db: DynamoDBClient,
  operation: "Query" | "Scan",
  input: object,
): AsyncGenerator<StoredPage, void, undefined> {
  let page = pageOf(await send(db, operation, input));
  yield page;
  while (page.last !== undefined) {
    page = pageOf(await send(db, operation, { ...input, ExclusiveStartKey: page.last }));
    yield page;
  }
}

function pageOf(output: object): StoredPage {
  const {
    Items = [],
    ScannedCount = Items.length,
    ConsumedCapacity,
    LastEvaluatedKey,
  } = output as {
    Items?: StoredItem[];
    ScannedCount?: number;
    ConsumedCapacity?: { CapacityUnits?: number };
    LastEvaluatedKey?: StoredItem;
  };
  return {
    items: Items,
    scanned: ScannedCount,
    units: ConsumedCapacity?.CapacityUnits,
    last: LastEvaluatedKey,
  };
}

/** The first items of a table, an index or a partition. */
export type FirstItems = {
  items: StoredItem[];
  /** Whether there are more. */
  hasMore: boolean;
};

/**
 * Reads up to `limit` items, and one more to learn whether there is one. A filter applies to these.
 */
export async function readItems(
  db: DynamoDBClient,
  operation: "Query" | "Scan",
  input: object,
  limit: number,
): Promise<FirstItems> {
  const items: StoredItem[] = [];
  let scanned = 0;
  for await (const page of readPages(db, operation, { ...input, Limit: limit + 1 })) {
    items.push(...page.items);
    scanned += page.scanned;
    if (scanned > limit) break;
  }
  return { items: items.slice(0, limit), hasMore: scanned > limit };
}

/** Parameters that restrict a read to these attributes. */
export const projection = (names: readonly string[]) => ({
  ProjectionExpression: names.map((_, index) => `#drawn${index}`).join(", "),
  ExpressionAttributeNames: Object.fromEntries(
    names.map((name, index) => [`#drawn${index}`, name]),
  ),
});
