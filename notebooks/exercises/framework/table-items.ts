/** The items of a table as they are stored: all of them, and some put back as they were. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../../lib/index";
import { fromList, itemId, sendWrites } from "./internals";

/** A table's items, by the text of their keys. */
export type Items = ReadonlyMap<string, StoredItem>;

/** An item to put back, or to delete if there was none with this key. */
export type Restored = {
  db: DynamoDBClient;
  table: string;
  /** The names of the table's key attributes. */
  keys: readonly string[];
  /** An item with this key. */
  key: StoredItem;
  item: StoredItem | undefined;
};

/** An item's key. */
export const keyOf = (item: StoredItem, keys: readonly string[]): StoredItem =>
  Object.fromEntries(keys.map((name) => [name, item[name]])) as StoredItem;

/** The text of an item's key. */
export const textOf = (item: StoredItem, keys: readonly string[]): string =>
  JSON.stringify(keyOf(item, keys));

/** Reads all items of a table. */
export async function itemsOf(
  db: DynamoDBClient,
  TableName: string,
  keys: readonly string[],
): Promise<Items> {
  const { paginateScan } = await import("@aws-sdk/client-dynamodb");
  const items = new Map<string, StoredItem>();
  const pages = paginateScan({ client: db }, { TableName, ConsistentRead: true });
  for await (const { Items = [] } of pages)
    for (const item of Items) items.set(textOf(item, keys), item);
  return items;
}

/** Restores items of any tables, in as few requests as that takes. Of two with one key the last counts. */
export async function restore(restored: readonly Restored[]): Promise<void> {
  const parts = restored.map(({ db, table, keys: names, key: any, item }) => {
    const key = keyOf(any, names);
    const write =
      item === undefined ? { DeleteRequest: { Key: key } } : { PutRequest: { Item: item } };
    return { db, table, names, key, id: itemId(table, key, names), write };
  });
  const distinct = new Map(parts.map((part) => [part.id, part]));
  if (distinct.size > 0) await sendWrites(fromList([...distinct.values()]), {}, {});
}
