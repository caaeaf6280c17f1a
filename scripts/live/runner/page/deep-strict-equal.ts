type Fields = Record<PropertyKey, unknown>;

/** Whether two values are equal, with their prototypes and all their enumerable properties. */
export function isDeepStrictEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (!isObject(a) || !isObject(b)) return false;
  if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (a instanceof Date && a.getTime() !== (b as unknown as Date).getTime()) return false;
  if (a instanceof Map) return sameEntries([...a], [...(b as unknown as typeof a)]);
  if (a instanceof Set) return sameEntries([...a], [...(b as unknown as typeof a)]);
  const keys = Reflect.ownKeys(a).filter((key) => isEnumerable(a, key));
  const others = Reflect.ownKeys(b).filter((key) => isEnumerable(b, key));
  return (
    keys.length === others.length &&
    keys.every((key) => isEnumerable(b, key) && isDeepStrictEqual(a[key], b[key]))
  );
}

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null;

const isEnumerable = (value: object, key: PropertyKey) =>
  Object.prototype.propertyIsEnumerable.call(value, key);

/** Whether each element has an equal one; in which order doesn't matter. */
function sameEntries(all: unknown[], others: unknown[]): boolean {
  if (all.length !== others.length) return false;
  const rest = [...others];
  return all.every((one) => {
    const place = rest.findIndex((other) => isDeepStrictEqual(one, other));
    if (place !== -1) rest.splice(place, 1);
    return place !== -1;
  });
}
