import { DynamoError } from "../errors/errors";
import { keyParts, type Definition, type IndexDefinition } from "../items/definition";
import { encodeItem } from "../items/encode";
import { keyError, withKeys } from "../items/keys";
import { setOwn } from "../items/own";
import type { StoredItem } from "../items/types";
import { brief } from "../print/brief";
import { isFields } from "../print/values";
import { areOperators, KEY_OPERATORS, operatorsOf } from "./operators";

/**
 * Returns the key of a query as conditions: one partition, and at most one condition on each
 * attribute of the sort key, from left to right.
 *
 * @throws ItemError `ItemEncodeError`; DynamoError `RequestInvalid`
 */
export function queryConditions(
  definition: Definition,
  key: object,
  index?: IndexDefinition,
): object {
  const { partition, sort } = keyParts(definition, index);
  const names = [...partition, ...sort];
  const other = Object.keys(key).find((name) => !names.includes(name));
  if (other !== undefined)
    throw keyError(
      other,
      key,
      `isn't part of this key, which is ${names.join(" and ")}. Use another index, or filter`,
    );
  const conditions: Record<string, unknown> = {};
  for (const name of partition) {
    checkPartition(definition, name, key);
    // With "=", so that a value that is itself an object isn't taken for operators.
    setOwn(conditions, name, { "=": (key as Record<string, unknown>)[name] });
  }
  const given = sort.filter((name) => Object.hasOwn(key, name));
  for (const name of given) setOwn(conditions, name, sortCondition(definition, key, name));
  checkLeftToRight(sort, given, key);
  return conditions;
}

function sortCondition(definition: Definition, key: object, name: string): unknown {
  const { [name]: condition } = key as Record<string, unknown>;
  if (condition === undefined || condition === null)
    throw keyError(
      name,
      key,
      `has no value: it is ${String(condition)}. Give it one, or leave it out to read the whole partition`,
    );
  checkSortCondition(definition, name, condition);
  return condition;
}

/**
 * A sort key of several attributes is compared from left to right: only the last one that a query
 * names may have a range.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.DesignPattern.MultiAttributeKeys.html
 */
function checkLeftToRight(sort: readonly string[], given: readonly string[], key: object): void {
  const last = given.at(-1);
  if (last === undefined) return;
  for (const name of sort.slice(0, sort.indexOf(last))) {
    const { [name]: condition } = key as Record<string, unknown>;
    if (!given.includes(name))
      throw keyError(
        name,
        key,
        `is missing. Name it, too: the sort key is ${sort.join(", ")}, and a query names its attributes from left to right`,
      );
    if (operatorsOf(name, condition).some(([operator]) => operator !== "="))
      throw keyError(
        name,
        key,
        `has a range, and ${last} comes after it. Give ${name} one value, or leave ${last} out: of the sort key only the last attribute that a query names may have a range`,
      );
  }
}

/** Refuses what isn't a key at all. @throws DynamoError `RequestInvalid` */
export function checkQueryKey({ partitionKey }: Definition, key: unknown): void {
  if (isFields(key)) return;
  throw new DynamoError(
    "RequestInvalid",
    `A query takes a key, such as { ${partitionKey}: … }, not ${brief(key)}.`,
  );
}

/** Returns the partition that a query reads, encoded. @throws ItemError `ItemEncodeError` */
export function queriedPartition(
  definition: Definition,
  key: object,
  index?: IndexDefinition,
): StoredItem {
  return encodeItem(definition.fields, key, keyParts(definition, index).partition);
}

function checkPartition(definition: Definition, partitionKey: string, key: object): void {
  const { [partitionKey]: partition } = key as Record<string, unknown>;
  if (partition === undefined)
    throw keyError(partitionKey, key, "is missing. A query reads one partition: name it");
  const encoded = encodeItem(definition.fields, { [partitionKey]: partition });
  withKeys(definition, [partitionKey], encoded, key);
}

/**
 * Checks that there is one operator that a query takes, and that its operands may be values of a
 * sort key.
 */
function checkSortCondition(definition: Definition, sortKey: string, condition: unknown): void {
  if (areOperators(condition)) checkOperator(sortKey, condition);
  const [[operator, operand] = ["=", condition]] = operatorsOf(sortKey, condition);
  const ends: unknown[] = operator === "between" && Array.isArray(operand) ? operand : [operand];
  for (const end of ends) {
    if (end === "")
      throw keyError(
        sortKey,
        { [sortKey]: end },
        "is empty, and no sort key is. Give it at least one letter, or leave it out to read the whole partition",
      );
    // The beginning of a value needn't be a value of the field itself.
    if (operator === "begins_with") continue;
    const encoded = encodeItem(definition.fields, { [sortKey]: end });
    withKeys(definition, [sortKey], encoded, { [sortKey]: end });
  }
}

function checkOperator(sortKey: string, condition: object): void {
  const operators = Object.keys(condition);
  if (operators.length === 1 && KEY_OPERATORS.includes(operators[0] ?? "")) return;
  const bounds = operators.length > 1 && operators.every((one) => /^[<>]=?$/.test(one));
  throw new DynamoError(
    "RequestInvalid",
    `A query takes one condition on ${sortKey}, not ${brief(condition)}. ` +
      (bounds
        ? `For two bounds write ${sortKey}: { between: [from, to] }, which includes both ends.`
        : `Use one of ${KEY_OPERATORS.join(", ")}, and drop in your program what it finds too much: ` +
          "a filter can't name a key."),
  );
}

/**
 * Refuses a filter on the key that a query reads by.
 *
 * @throws DynamoError `RequestInvalid`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Query.FilterExpression.html
 */
export function checkFilter(definition: Definition, filter: object, index?: IndexDefinition): void {
  const { partition, sort } = keyParts(definition, index);
  const part = partition.find((name) => Object.hasOwn(filter, name));
  if (part !== undefined)
    throw new DynamoError(
      "RequestInvalid",
      `A query can't filter by ${part}: all items that it reads have the same. Leave it out of filter.`,
    );
  const sorted = sort.find((name) => Object.hasOwn(filter, name));
  if (sorted !== undefined)
    throw new DynamoError(
      "RequestInvalid",
      `A query can't filter by ${sorted}, which is part of the key that it reads by. ` +
        `Put the condition into the key: query({ ${partition.join(": …, ")}: …, ${sorted}: … }). ` +
        `It takes one of ${KEY_OPERATORS.join(", ")}.`,
    );
}
