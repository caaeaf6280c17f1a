import { compareStored } from "../fields/order";
import type { StoredItem } from "../items/types";
import { groupBy } from "../lists/group-by";

/** Returns an id that identifies an item by these attributes of its key. */
export const keyId = (item: StoredItem, names: readonly string[]): string =>
  JSON.stringify(
    names.map((name) => [item[name]?.S ?? null, item[name]?.N ?? null, [...(item[name]?.B ?? [])]]),
  );

/**
 * Groups items into item collections: all items with the same partition key. They are in the order
 * of the partition key, because the order in which a scan returns them is DynamoDB's secret.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithItemCollections.html
 */
export function itemCollections(
  items: readonly StoredItem[],
  partitionKey: readonly string[],
): [StoredItem, ...StoredItem[]][] {
  const collections = groupBy(items, (item) => keyId(item, partitionKey));
  const all = [...collections.values()] as [StoredItem, ...StoredItem[]][];
  return all.sort(([a], [b]) => compareKeys(a, b, partitionKey));
}

/** Compares the attributes of a key from left to right. */
function compareKeys(a: StoredItem, b: StoredItem, names: readonly string[]): number {
  for (const name of names) {
    const [left, right] = [a[name], b[name]];
    const order = left && right && compareStored(left, right);
    if (order !== undefined && order !== 0) return order;
  }
  return 0;
}
