import type { Item, Value } from "./values";

/**
 * Returns an item with its attributes in the order in which DynamoDB Local answers them: that of
 * Java's hash tables. The order means nothing, but a cell prints it.
 */
export const inOrder = (item: Item): Item =>
  Object.fromEntries(entriesInOrder(item).map(([name, value]) => [name, withMapsInOrder(value)]));

function withMapsInOrder(value: Value): Value {
  if (value.M) return { M: inOrder(value.M) };
  return value.L ? { L: value.L.map(withMapsInOrder) } : value;
}

export function entriesInOrder<V>(of: Record<string, V>): [string, V][] {
  const entries = Object.entries(of);
  return sorted(entries, ([name]) => name, tableSize(entries.length));
}

/** Sorts as a table of Java's default size does, which DynamoDB Local uses for definitions. */
export const inDefaultOrder = <T>(all: T[], nameOf: (one: T) => string): T[] =>
  sorted(all, nameOf, Math.max(16, tableSize(all.length)));

function sorted<T>(all: T[], nameOf: (one: T) => string, buckets: number): T[] {
  const bucketOf = new Map(
    all.map((one) => [one, spread(hashCode(nameOf(one))) & (buckets - 1)] as const),
  );
  return [...all].sort((a, b) => (bucketOf.get(a) ?? 0) - (bucketOf.get(b) ?? 0));
}

/** A power of 2 that holds so many entries, at most three quarters full. */
function tableSize(entries: number): number {
  let size = 1;
  while (size < entries) size *= 2;
  return entries > 0.75 * size ? 2 * size : size;
}

/** As `String.hashCode` defines it. */
function hashCode(text: string): number {
  let hash = 0;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(31, hash) + text.charCodeAt(i)) | 0;
  return hash;
}

const spread = (hash: number) => hash ^ (hash >>> 16);
