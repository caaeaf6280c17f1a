import { DynamoError } from "../errors/errors";
import {
  indexKeyNames,
  keyNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { encodeItem } from "../items/encode";
import { keyError, withKeys } from "../items/keys";
import type { StoredItem } from "../items/types";
import { brief } from "../print/brief";
import { isFields } from "../print/values";
import { areOperators, KEY_OPERATORS, operatorsOf } from "./operators";

/**
 * Returns the key of a query as conditions: one partition, and at most one condition on the sort
 * key.
 *
 * @throws ItemError `ItemEncodeError`; DynamoError `RequestInvalid`
 */
export function queryConditions(
  definition: Definition,
  key: object,
  index?: IndexDefinition,
): object {
  const names = queriedNames(definition, index);
  const other = Object.keys(key).find((name) => !names.includes(name));
  if (other !== undefined)
    throw keyError(
      other,
      key,
      `isn't part of this key, which is ${names.join(" and ")}. Use another index, or filter`,
    );
  const [partitionKey = "", sortKey = ""] = names;
  const { [partitionKey]: partition, [sortKey]: sort } = key as Record<string, unknown>;
  checkPartition(definition, partitionKey, key);
  // With "=", so that a value that is itself an object isn't taken for operators.
  const isPartition = { [partitionKey]: { "=": partition } };
  if (sortKey === "" || !Object.hasOwn(key, sortKey)) return isPartition;
  if (sort === undefined || sort === null)
    throw keyError(
      sortKey,
      key,
      `has no value: it is ${String(sort)}. Give it one, or leave it out to read the whole partition`,
    );
  checkSortCondition(definition, sortKey, sort);
  return { ...isPartition, [sortKey]: sort };
}

/** Returns the attributes of the key that a query reads by, partition key first. */
const queriedNames = (definition: Definition, index?: IndexDefinition) =>
  index === undefined ? keyNames(definition) : indexKeyNames(definition, index);

/** Refuses what isn't a key at all. @throws DynamoError `RequestInvalid` */
export function checkQueryKey({ partitionKey }: Definition, key: unknown): void {
  if (isFields(key)) return;
  throw new DynamoError(
    "RequestInvalid",
    `A query takes a key, such as { ${partitionKey}: … }, not ${brief(key)}.`,
  );
}

/** Returns the partition that a query reads, as it is stored. @throws ItemError `ItemEncodeError` */
export function queriedPartition(
  definition: Definition,
  key: object,
  index?: IndexDefinition,
): StoredItem {
  const [partitionKey = ""] = queriedNames(definition, index);
  return encodeItem(definition.fields, key, [partitionKey]);
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
  const [partitionKey, sortKey] = queriedNames(definition, index);
  if (partitionKey !== undefined && Object.hasOwn(filter, partitionKey))
    throw new DynamoError(
      "RequestInvalid",
      `A query can't filter by ${partitionKey}: all items that it reads have the same. Leave it out of filter.`,
    );
  if (sortKey !== undefined && Object.hasOwn(filter, sortKey))
    throw new DynamoError(
      "RequestInvalid",
      `A query can't filter by ${sortKey}, which is part of the key that it reads by. ` +
        `Put the condition into the key: query({ ${partitionKey}: …, ${sortKey}: … }). ` +
        `It takes one of ${KEY_OPERATORS.join(", ")}.`,
    );
}
