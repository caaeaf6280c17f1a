import { DynamoError } from "../errors/errors";
import {
  indexKeyNames,
  keyNames,
  type Definition,
  type IndexDefinition,
} from "../items/definition";
import { encodeItem } from "../items/encode";
import { keyRefused, withKeys } from "../items/keys";
import { brief } from "../print/brief";

const KEY_OPERATORS = ["=", "<", "<=", ">", ">=", "between", "begins_with"];

/** The key of a query: one partition, and at most one condition on the sort key. @throws ItemError, DynamoError `RequestInvalid` */
export function checkQueryKey(
  definition: Definition,
  key: object,
  index?: IndexDefinition,
): object {
  const [partitionKey = "", sortKey] =
    index === undefined ? keyNames(definition) : indexKeyNames(definition, index);
  const other = Object.keys(key).find((name) => name !== partitionKey && name !== sortKey);
  if (other !== undefined)
    throw keyRefused(
      other,
      key,
      `is not part of this key, which is ${[partitionKey, sortKey].filter(Boolean).join(" and ")}. Use another index, or filter`,
    );
  const { [partitionKey]: partition, [sortKey ?? ""]: sort } = key as Record<string, unknown>;
  if (partition === undefined)
    throw keyRefused(partitionKey, key, "is missing. A query reads one partition: name it");
  withKeys(
    definition,
    [partitionKey],
    encodeItem(definition.fields, { [partitionKey]: partition }),
    key,
  );
  // Behind "=", so that a value which is an object isn't taken for operators.
  const isPartition = { [partitionKey]: { "=": partition } };
  if (sort === undefined) return isPartition;
  checkSortCondition(sortKey ?? "", sort);
  return { ...isPartition, [sortKey ?? ""]: sort };
}

function checkSortCondition(sortKey: string, condition: unknown): void {
  if (
    typeof condition !== "object" ||
    condition === null ||
    Object.getPrototypeOf(Object.getPrototypeOf(condition) ?? {}) !== null
  )
    return;
  const operators = Object.keys(condition);
  if (operators.length === 1 && KEY_OPERATORS.includes(operators[0] ?? "")) return;
  throw new DynamoError(
    "RequestInvalid",
    `A query takes one condition on ${sortKey}, not ${brief(condition)}. Use one of ${KEY_OPERATORS.join(", ")}; the rest is for filter.`,
  );
}
