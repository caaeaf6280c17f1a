import type { Definition } from "./definition";

/** The table, or the index of it, that items were read from or written to. */
export type Origin = { readonly definition: Definition; readonly index?: string | undefined };

/** A constructor that returns the object it is given, so that a subclass adds its fields to that. */
const Given = function (object: object): object {
  return object;
} as unknown as new (object: object) => object;

/**
 * Adds a private field to an item, or to an array of items. An item has its attributes and nothing
 * else: a private field is seen by this class only, and is neither copied nor compared.
 */
class Marked extends Given {
  #origin: Origin;

  constructor(object: object, origin: Origin) {
    super(object);
    this.#origin = origin;
  }

  static mark(object: object, origin: Origin): void {
    if (#origin in object) object.#origin = origin;
    else new Marked(object, origin);
  }

  static originOf(object: object): Origin | undefined {
    return #origin in object ? object.#origin : undefined;
  }
}

/** Remembers the origin of an item, or of an array of items, and returns it. */
export function withOrigin<T extends object>(origin: Origin, value: T): T {
  Marked.mark(value, origin);
  return value;
}

/**
 * Returns the origin of an item, or of an array of items; `undefined` if it isn't known, or the
 * items have several.
 */
export function originOf(value: unknown): Origin | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!Array.isArray(value) || value.length === 0) return Marked.originOf(value);
  const [first, ...others] = value.map(originOfItem);
  return first !== undefined && others.every((other) => isSame(first, other)) ? first : undefined;
}

const originOfItem = (value: unknown) =>
  typeof value === "object" && value !== null ? Marked.originOf(value) : undefined;

const isSame = (a: Origin, b: Origin | undefined) =>
  b !== undefined &&
  a.index === b.index &&
  (a.definition === b.definition ||
    (a.definition.name === b.definition.name && a.definition.fields === b.definition.fields));
