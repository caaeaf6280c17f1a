import type { Definition } from "./definition";

/** The table, or the index of it, that items were read from or written to. */
export type Origin = { readonly definition: Definition; readonly index?: string | undefined };

/** Kept beside the items, because an item has its attributes and nothing else. */
const origins = new WeakMap<object, Origin>();

/** Remembers the origin of an item, or of an array of items, and returns it. */
export function withOrigin<T extends object>(origin: Origin, value: T): T {
  origins.set(value, origin);
  return value;
}

/**
 * Returns the origin of an item, or of an array of items; `undefined` if it isn't known, or the
 * items have several.
 */
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
