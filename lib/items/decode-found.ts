import { ItemError } from "../errors/errors";
import { decodeItem } from "./decode";
import { keyNames, type Definition } from "./definition";
import { keyText, pick } from "./key-text";
import type { Fields, StoredItem } from "./types";

/**
 * Decodes an item that a table returned. If it doesn't fit the fields, the error names its key.
 *
 * @throws ItemError `ItemDecodeError`
 */
export function decodeFound(
  definition: Definition,
  fields: Fields,
  stored: StoredItem,
): Record<string, unknown> {
  try {
    return decodeItem(fields, stored);
  } catch (error) {
    if (!(error instanceof ItemError)) throw error;
    const key = pick(stored, keyNames(definition));
    throw new ItemError(
      error.code,
      `${error.message} The item is ${keyText(key)} of ${definition.name}: correct it, or the field.`,
      error.attribute,
      error.value,
      { key, stored: [stored], ...("cause" in error && { cause: error.cause }) },
    );
  }
}
