import type { Definition } from "./definition";

/** Where items were read or written: a table, or one of its indexes. */
export type Origin = { readonly definition: Definition; readonly index?: string | undefined };

/** Beside the items, not in them: an item has its attributes and nothing else. */
const origins = new WeakMap<object, Origin>();

/** The same item, or array of items, whose origin is known from now on. */
export function withOrigin<T extends object>(origin: Origin, value: T): T {
  origins.set(value, origin);
  return value;
}

/** Where an item, or all of some items, come from; `undefined` if that isn't known, or not one place. */
export function originOf(value: unknown): Origin | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value) || value.length === 0) return origins.get(value);
  const [first, ...others] = value.map(originOfItem);
  return first !== undefined && others.every((other) => isSame(first, other)) ? first : undefined;
}

const originOfItem = (value: unknown) =>
  typeof value === "object" && value !== null ? origins.get(value) : undefined;

const isSame = (a: Origin, b: Origin | undefined) =>
  b !== undefined &&
  a.index === b.index &&
  (a.definition === b.definition ||
    (a.definition.name === b.definition.name && a.definition.fields === b.definition.fields));
