import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemError } from "../errors/errors";
import { encodeItem } from "./encode";
import { checkSize, valueSize } from "./size";
import type { Fields, StoredItem } from "./types";
import { allKeyNames, keyNames, requiredNames, sortKeyNames, type Definition } from "./definition";

/**
 * The limits of a key attribute, in bytes.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html
 */
const MAX_KEY_BYTES = { partitionKey: 2048, sortKey: 1024 };

/** Encodes the key of one item. @throws ItemError `ItemEncodeError` */
export function encodeKey(definition: Definition, key: object): StoredItem {
  const names = keyNames(definition);
  const other = Object.keys(key ?? {}).find((name) => !names.includes(name));
  if (other !== undefined)
    throw keyError(
      other,
      key,
      `isn't part of the key, which is ${names.join(" and ")}. Leave it out`,
    );
  return withKeys(definition, names, encodeStorable(definition.fields, key), key);
}

/** Encodes attributes as DynamoDB can store them. @throws ItemError `ItemEncodeError` */
function encodeStorable(fields: Fields, data: object): StoredItem {
  const stored = encodeItem(fields, data);
  for (const name of Object.keys(stored))
    fields[name]?.checkStorable(
      stored[name] as AttributeValue,
      name,
      (data as Record<string, unknown>)[name],
    );
  return stored;
}

/**
 * Encodes a whole item for a put.
 *
 * @throws ItemError `ItemEncodeError`; DynamoError `ItemTooLarge`
 */
export function encodeWhole(definition: Definition, item: object): StoredItem {
  const { fields } = definition;
  const stored = withKeys(definition, allKeyNames(definition), encodeStorable(fields, item), item);
  const missing = requiredNames(definition).find((name) => !Object.hasOwn(stored, name));
  if (missing !== undefined)
    throw keyError(
      missing,
      item,
      "is missing. Give it a value, or declare the field as optional() if items may lack it",
    );
  checkSize(definition, stored);
  return stored;
}

/**
 * Checks what an update sets as keys of indexes.
 *
 * @throws ItemError `ItemEncodeError` if a value is empty or too long
 */
export function checkIndexKeys(definition: Definition, set: object): void {
  const own = keyNames(definition);
  const names = allKeyNames(definition).filter(
    (name) => !own.includes(name) && Object.hasOwn(set, name),
  );
  if (names.length === 0) return;
  withKeys(definition, names, encodeItem(definition.fields, set, names), set);
}

/**
 * Returns the stored item if its key attributes are there, and none is empty or too long.
 *
 * @throws ItemError `ItemEncodeError`
 */
export function withKeys(
  definition: Definition,
  names: readonly string[],
  stored: StoredItem,
  given: object,
): StoredItem {
  for (const name of names) {
    const problem = keyProblem(definition, name, stored);
    if (problem !== undefined) throw keyError(name, given, problem);
  }
  return stored;
}

/** Says what is wrong with a key attribute, and what to do; `undefined` if nothing is. */
function keyProblem(definition: Definition, name: string, stored: StoredItem): string | undefined {
  const value = Object.hasOwn(stored, name) ? stored[name] : undefined;
  if (value === undefined)
    // An item may lack the key of an index: then it isn't in that index.
    return keyNames(definition).includes(name)
      ? "is missing, and it is part of the key. Give it a value"
      : undefined;
  const limit = sortKeyNames(definition).has(name)
    ? MAX_KEY_BYTES.sortKey
    : MAX_KEY_BYTES.partitionKey;
  const size = valueSize(value);
  if (size === 0) return "is empty, and it is part of a key. Give it at least one letter";
  if (size > limit)
    return `has ${size} bytes, and as part of a key it may have ${limit} at most. Use a shorter one`;
  return undefined;
}

/**
 * Makes the error of a key attribute.
 *
 * @param problem The rest of the sentence that begins with its name, without the dot
 */
export function keyError(name: string, given: object, problem: string): ItemError {
  return new ItemError(
    "ItemEncodeError",
    `${name} ${problem}.`,
    name,
    (given as Record<string, unknown>)[name],
  );
}
