import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError, ItemError } from "../errors/errors";
import { encodeItem } from "./encode";
import { itemSize } from "./size";
import type { StoredItem } from "./types";
import { brief } from "../print/brief";
import { allKeyNames, indexKeyNames, keyNames, type Definition, type IndexDefinition } from "./definition";

const MOST_BYTES = 400 * 1024;
/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MOST_KEY_BYTES = { partitionKey: 2048, sortKey: 1024 };

/** The key of one item. @throws ItemError `ItemEncodeError` */
export function encodeKey(definition: Definition, key: object): StoredItem {
  const names = keyNames(definition);
  const other = Object.keys(key ?? {}).find((name) => !names.includes(name));
  if (other !== undefined) throw refused(other, key, `is not part of the key, which is ${names.join(" and ")}. Leave it out`);
  return withKeys(definition, names, encodeItem(definition.fields, key), key);
}

/** A whole item to be written. @throws ItemError `ItemEncodeError`; DynamoError `ItemTooLarge` */
export function encodeWhole(definition: Definition, item: object): StoredItem {
  const { fields } = definition;
  const stored = withKeys(definition, allKeyNames(definition), encodeItem(fields, item), item);
  const missing = Object.keys(fields).find((name) => fields[name]?.isOptional === false && !Object.hasOwn(stored, name));
  if (missing !== undefined) throw refused(missing, item, "is missing. Give it a value, or declare the field as optional() if items may lack it");
  const size = itemSize(stored);
  if (size <= MOST_BYTES) return stored;
  throw new DynamoError("ItemTooLarge", `This item has ${size} bytes, and DynamoDB takes at most ${MOST_BYTES} (400 KB). Store large parts elsewhere, such as in S3, and their address here; or split it into several items.`);
}

/** Values that an update gives to keys of indexes. @throws ItemError `ItemEncodeError` if one is empty or too long */
export function checkIndexKeys(definition: Definition, set: object): void {
  const own = keyNames(definition);
  const names = allKeyNames(definition).filter((name) => !own.includes(name) && Object.hasOwn(set, name));
  withKeys(definition, names, encodeItem(definition.fields, set, names), set);
}

/** Key attributes that must be there, and none of them empty or too long. */
function withKeys(definition: Definition, names: readonly string[], stored: StoredItem, given: object): StoredItem {
  const own = keyNames(definition);
  for (const name of names) {
    const value = Object.hasOwn(stored, name) ? stored[name] : undefined;
    // An item without the key of an index isn't in that index; that is allowed.
    if (value === undefined && !own.includes(name)) continue;
    if (value === undefined) throw refused(name, given, "is missing, and it is part of the key. Give it a value");
    const most = isSortKey(definition, name) ? MOST_KEY_BYTES.sortKey : MOST_KEY_BYTES.partitionKey;
    const size = keySize(value);
    if (size === 0) throw refused(name, given, "is empty, and it is part of a key. Give it at least one letter");
    if (size > most) throw refused(name, given, `has ${size} bytes, and as part of a key it may have ${most} at most. Use a shorter one`);
  }
  return stored;
}

const isSortKey = (definition: Definition, name: string): boolean =>
  [definition, ...Object.values(definition.indexes ?? {})].some(({ sortKey }) => sortKey === name);

const keySize = (value: AttributeValue): number => itemSize({ "": value });

const KEY_OPERATORS = ["=", "<", "<=", ">", ">=", "between", "begins_with"];

/** The key of a query: one partition, and at most one condition on the sort key. @throws ItemError, DynamoError `RequestInvalid` */
export function checkQueryKey(definition: Definition, key: object, index?: IndexDefinition): object {
  const [partitionKey = "", sortKey] = index === undefined ? keyNames(definition) : indexKeyNames(definition, index);
  const other = Object.keys(key).find((name) => name !== partitionKey && name !== sortKey);
  if (other !== undefined) throw refused(other, key, `is not part of this key, which is ${[partitionKey, sortKey].filter(Boolean).join(" and ")}. Use another index, or filter`);
  const { [partitionKey]: partition, [sortKey ?? ""]: sort } = key as Record<string, unknown>;
  if (partition === undefined) throw refused(partitionKey, key, "is missing. A query reads one partition: name it");
  withKeys(definition, [partitionKey], encodeItem(definition.fields, { [partitionKey]: partition }), key);
  // Behind "=", so that a value which is an object isn't taken for operators.
  const isPartition = { [partitionKey]: { "=": partition } };
  if (sort === undefined) return isPartition;
  checkSortCondition(sortKey ?? "", sort);
  return { ...isPartition, [sortKey ?? ""]: sort };
}

function checkSortCondition(sortKey: string, condition: unknown): void {
  if (typeof condition !== "object" || condition === null || Object.getPrototypeOf(Object.getPrototypeOf(condition) ?? {}) !== null) return;
  const operators = Object.keys(condition);
  if (operators.length === 1 && KEY_OPERATORS.includes(operators[0] ?? "")) return;
  throw new DynamoError("RequestInvalid", `A query takes one condition on ${sortKey}, not ${brief(condition)}. Use one of ${KEY_OPERATORS.join(", ")}; the rest is for filter.`);
}

function refused(name: string, given: object, what: string): ItemError {
  return new ItemError("ItemEncodeError", `${name} ${what}.`, name, (given as Record<string, unknown>)[name]);
}
