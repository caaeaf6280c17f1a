import { ItemError } from "../errors/errors";
import type { Field } from "../fields/field";
import { brief } from "../print/brief";
import { setOwn } from "./own";
import type { Fields, Item, StoredItem } from "./types";

/**
 * Encodes an item, or some of its attributes, for DynamoDB: `{ balance: 100 }` becomes
 * `{ balance: { N: "100" } }`. Properties that are undefined are left out.
 *
 * @param keys Encodes only these attributes, as far as they are given.
 * @throws ItemError `ItemEncodeError`
 */
export function encodeItem<F extends Fields>(
  fields: F,
  data: Partial<Item<F>>,
  keys?: readonly (keyof F & string)[],
): StoredItem {
  if (typeof data !== "object" || data === null)
    throw new ItemError(
      "ItemEncodeError",
      `An item is an object with attributes, such as { ${Object.keys(fields)[0]}: … }, not ${brief(data)}.`,
      "",
      data,
    );
  const stored: StoredItem = {};
  for (const name of Object.keys(data)) {
    const value: unknown = (data as Record<string, unknown>)[name];
    if (value !== undefined && (keys?.includes(name) ?? true))
      setOwn(stored, name, fieldOf(fields, name, value).encode(value, name));
  }
  return stored;
}

/**
 * Returns the field of an attribute, or of a part of the attribute `path`.
 *
 * @throws ItemError `ItemEncodeError` if there is no such field
 */
export function fieldOf(
  fields: Fields,
  name: string,
  value?: unknown,
  path?: string,
): Field<unknown, boolean> {
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  if (field !== undefined) return field;
  const names = Object.keys(fields).join(", ");
  throw new ItemError(
    "ItemEncodeError",
    `There is no field ${brief(name)}${path === undefined ? "" : ` in ${path}`}: the fields are ${names}. Use one of them, or declare it.`,
    path ?? name,
    value,
  );
}
