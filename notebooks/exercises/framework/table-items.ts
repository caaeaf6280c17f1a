/** The items of a table as they are stored: all of them, and some put back as they were. */
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../../lib/index";
import { itemId, type WritePart } from "./internals";

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

/** The write that restores an item. */
export function restoring({ db, table, keys: names, key: any, item }: Restored): WritePart {
  const key = keyOf(any, names);
  const write =
    item === undefined ? { DeleteRequest: { Key: key } } : { PutRequest: { Item: item } };
  return { db, table, names, key, id: itemId(table, key, names), write };
}
