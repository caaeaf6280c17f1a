import type { Item } from "./values";

/**
 * Returns an item with its attributes in the order in which DynamoDB Local answers them: that of
 * Java's hash tables. The order means nothing, but a cell prints it.
 */
export function inOrder(item: Item): Item {
  const names = Object.keys(item);
  const buckets = tableSize(names.length);
  const bucketOf = new Map(names.map((name) => [name, spread(hashCode(name)) & (buckets - 1)]));
  names.sort((a, b) => bucketOf.get(a)! - bucketOf.get(b)!);
  return Object.fromEntries(names.map((name) => [name, item[name]!]));
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
