import { isFields } from "./internals";

/** Whether two values are deeply equal. A property that is `undefined` equals a missing one. */
export function deepEqual(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a))
    return (
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((element, index) => deepEqual(element, b[index]))
    );
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys({ ...a, ...b });
  return names.every((name) => deepEqual(a[name], b[name]));
}
