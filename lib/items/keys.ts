import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { ItemError } from "../errors/errors";
import { encodeItem } from "./encode";
import { checkSize, itemSize } from "./size";
import type { StoredItem } from "./types";
import { allKeyNames, keyNames, type Definition } from "./definition";

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_KEY_BYTES = { partitionKey: 2048, sortKey: 1024 };

/** The key of one item. @throws ItemError `ItemEncodeError` */
export function encodeKey(definition: Definition, key: object): StoredItem {
  const names = keyNames(definition);
  const other = Object.keys(key ?? {}).find((name) => !names.includes(name));
  if (other !== undefined)
    throw keyRefused(
      other,
      key,
      `is not part of the key, which is ${names.join(" and ")}. Leave it out`,
    );
  return withKeys(definition, names, encodeItem(definition.fields, key), key);
}

/** A whole item to be written. @throws ItemError `ItemEncodeError`; DynamoError `ItemTooLarge` */
export function encodeWhole(definition: Definition, item: object): StoredItem {
  const { fields } = definition;
  const stored = withKeys(definition, allKeyNames(definition), encodeItem(fields, item), item);
  const missing = Object.keys(fields).find(
    (name) => fields[name]?.isOptional === false && !Object.hasOwn(stored, name),
  );
  if (missing !== undefined)
    throw keyRefused(
      missing,
      item,
      "is missing. Give it a value, or declare the field as optional() if items may lack it",
    );
  checkSize(stored);
  return stored;
}

/** Values that an update gives to keys of indexes. @throws ItemError `ItemEncodeError` if one is empty or too long */
export function checkIndexKeys(definition: Definition, set: object): void {
  const own = keyNames(definition);
  const names = allKeyNames(definition).filter(
    (name) => !own.includes(name) && Object.hasOwn(set, name),
  );
  withKeys(definition, names, encodeItem(definition.fields, set, names), set);
}

/** Key attributes that must be there, and none of them empty or too long. */
export function withKeys(
  definition: Definition,
  names: readonly string[],
  stored: StoredItem,
  given: object,
): StoredItem {
  const own = keyNames(definition);
  for (const name of names) {
    const value = Object.hasOwn(stored, name) ? stored[name] : undefined;
    // An item without the key of an index isn't in that index; that is allowed.
    if (value === undefined && !own.includes(name)) continue;
    if (value === undefined)
      throw keyRefused(name, given, "is missing, and it is part of the key. Give it a value");
    const most = isSortKey(definition, name) ? MOST_KEY_BYTES.sortKey : MOST_KEY_BYTES.partitionKey;
    const size = keySize(value);
    if (size === 0)
      throw keyRefused(
        name,
        given,
        "is empty, and it is part of a key. Give it at least one letter",
      );
    if (size > most)
      throw keyRefused(
        name,
        given,
        `has ${size} bytes, and as part of a key it may have ${most} at most. Use a shorter one`,
      );
  }
  return stored;
}

const isSortKey = (definition: Definition, name: string): boolean =>
  [definition, ...Object.values(definition.indexes ?? {})].some(({ sortKey }) => sortKey === name);

const keySize = (value: AttributeValue): number => itemSize({ "": value });

export function keyRefused(name: string, given: object, what: string): ItemError {
  return new ItemError(
    "ItemEncodeError",
    `${name} ${what}.`,
    name,
    (given as Record<string, unknown>)[name],
  );
}
