/** Document paths: `pets[0].name` is `["pets", 0, "name"]`. */
import { own, type Item, type Value } from "./values";

export type Path = (string | number)[];

export function valueAt(path: Path, item: Item): Value | undefined {
  let value: Value | undefined = { M: item };
  for (const step of path) value = value && child(value, step);
  return value;
}

export function child(value: Value, step: string | number): Value | undefined {
  if (typeof step === "number") return value.L?.[step];
  return value.M && own(value.M, step);
}

type Wanted = Map<string | number, Wanted>;

/** Returns the values at these paths. Elements of a list keep their order, and close up. */
export function project(paths: (Path | string)[], item: Item): Item {
  const wanted: Wanted = new Map();
  for (const path of paths) {
    let at = wanted;
    for (const step of Array.isArray(path) ? path : [path]) {
      const next: Wanted = at.get(step) ?? new Map<string | number, Wanted>();
      at.set(step, next);
      at = next;
    }
  }
  return part({ M: item }, wanted)?.M ?? {};
}

function part(value: Value, wanted: Wanted): Value | undefined {
  if (wanted.size === 0) return value;
  const found: [string | number, Value][] = [];
  for (const [step, further] of wanted) {
    const under = child(value, step);
    const kept = under && part(under, further);
    if (kept !== undefined) found.push([step, kept]);
  }
  if (found.length === 0 && value.M === undefined) return undefined;
  if (value.L) return { L: found.sort(byIndex).map(([, kept]) => kept) };
  return found.length === 0 ? undefined : { M: Object.fromEntries(found) };
}

const byIndex = (a: [string | number, Value], b: [string | number, Value]) =>
  Number(a[0]) - Number(b[0]);
