import type { StoredItem } from "../items/types";

/** Identifies an item by these attributes of its key. */
export const keyId = (item: StoredItem, names: readonly string[]): string =>
  JSON.stringify(
    names.map((name) => [item[name]?.S ?? null, item[name]?.N ?? null, [...(item[name]?.B ?? [])]]),
  );

/**
 * Groups items into item collections: all items with the same partition key. They are in the order of their first items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItemCollections.html
 */
export function itemCollections(
  items: readonly StoredItem[],
  partitionKey: string,
): [StoredItem, ...StoredItem[]][] {
  const collections = new Map<string, [StoredItem, ...StoredItem[]]>();
  for (const item of items) {
    const id = keyId(item, [partitionKey]);
    const collection = collections.get(id);
    if (collection === undefined) collections.set(id, [item]);
    else collection.push(item);
  }
  return [...collections.values()];
}
