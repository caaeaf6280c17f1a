/**
 * Groups the entries of a list by key, in the list's order, as `Map.groupBy()` does. Node 20 lacks
 * that.
 */
export function groupBy<K, T>(list: readonly T[], keyOf: (entry: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const entry of list) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [entry]);
    else group.push(entry);
  }
  return groups;
}
