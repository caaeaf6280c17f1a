import { DynamoError } from "../errors/errors";
import {
  indexKeyNames,
  keyNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { encodeItem } from "../items/encode";
import { keyError, withKeys } from "../items/keys";
import { brief } from "../print/brief";
import { areOperators, KEY_OPERATORS } from "./operators";

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
  const names = index === undefined ? keyNames(definition) : indexKeyNames(definition, index);
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
  if (sort === undefined) return isPartition;
  checkSortCondition(sortKey, sort);
  return { ...isPartition, [sortKey]: sort };
}

function checkPartition(definition: Definition, partitionKey: string, key: object): void {
  const { [partitionKey]: partition } = key as Record<string, unknown>;
  if (partition === undefined)
    throw keyError(partitionKey, key, "is missing. A query reads one partition: name it");
  const encoded = encodeItem(definition.fields, { [partitionKey]: partition });
  withKeys(definition, [partitionKey], encoded, key);
}

function checkSortCondition(sortKey: string, condition: unknown): void {
  if (!areOperators(condition)) return;
  const operators = Object.keys(condition);
  if (operators.length === 1 && KEY_OPERATORS.includes(operators[0] ?? "")) return;
  throw new DynamoError(
    "RequestInvalid",
    `A query takes one condition on ${sortKey}, not ${brief(condition)}. ` +
      `Use one of ${KEY_OPERATORS.join(", ")}; put the rest into filter.`,
  );
}
