/**
 * Returns an item with its attributes in the order in which DynamoDB Local answers them: that of
 * Java's hash tables. The order means nothing, but a cell prints it.
 */
export function inOrder<V>(item: Record<string, V>): Record<string, V> {
  const names = sorted(Object.keys(item), (name) => name, tableSize(Object.keys(item).length));
  return Object.fromEntries(names.map((name) => [name, item[name] as V]));
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
