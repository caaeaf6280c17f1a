import type { StoredItem } from "../items/types";
import { groupBy } from "../lists/group-by";

/** Returns an id that identifies an item by these attributes of its key. */
export const keyId = (item: StoredItem, names: readonly string[]): string =>
  JSON.stringify(
    names.map((name) => [item[name]?.S ?? null, item[name]?.N ?? null, [...(item[name]?.B ?? [])]]),
  );

/**
 * Groups items into item collections: all items with the same partition key, in the order of their
 * first items.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItemCollections.html
 */
export function itemCollections(
  items: readonly StoredItem[],
  partitionKey: readonly string[],
): [StoredItem, ...StoredItem[]][] {
  const collections = groupBy(items, (item) => keyId(item, partitionKey));
  return [...collections.values()] as [StoredItem, ...StoredItem[]][];
}
