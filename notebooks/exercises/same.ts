import { isFields } from "../../lib/print/values";

/** Whether two values are alike, whatever the order of their properties. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a))
    return (
      Array.isArray(b) && a.length === b.length && a.every((one, index) => same(one, b[index]))
    );
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys({ ...a, ...b });
  return names.every((name) => same(a[name], b[name]));
}
