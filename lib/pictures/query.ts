import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import type { StoredItem } from "../items/types";
import { PagedRequest, type Source } from "../requests/paged";
import { indexKeyNames, keyNames } from "../items/definition";
import type { Shorten } from "./shorten";
import { quotedText } from "./stored-text";

/** A query that can be drawn: `orders.ofUser(user)`, `table.query(key)`, `table.index(name).query(key)`. */
export type DrawnQuery = PagedRequest<unknown>;

/** Parameters of a query or a scan, as far as pictures look at them. */
export type Parameters = {
  TableName: string;
  IndexName?: string;
  KeyConditionExpression?: string;
  FilterExpression?: string;
  ExpressionAttributeNames?: Record<string, string>;
  ExpressionAttributeValues?: Record<string, AttributeValue>;
  ExclusiveStartKey?: StoredItem;
  Limit?: number;
  ScanIndexForward?: boolean;
  ConsistentRead?: boolean;
};

/** Its parameters and where it reads. @throws DynamoError `RequestInvalid` if it is no query; what awaiting it would throw */
export function parametersOf(query: DrawnQuery): { input: Parameters; source: Source } {
  if (query instanceof PagedRequest)
    return { input: query.input as Parameters, source: query.source };
  const advice =
    "Give the query itself, without await, such as draw.pages(table.query(key, { limit: 4 })).";
  throw new DynamoError("RequestInvalid", `This is no query of the library. ${advice}`);
}

/** The key of what a request reads: that of the table, or of the index. */
export function keyOf({ table: { definition }, index }: Source): {
  partitionKey: string;
  sortKey: string | undefined;
} {
  const indexed = index === undefined ? undefined : definition.indexes?.[index];
  const [partitionKey = "", sortKey] =
    indexed === undefined ? keyNames(definition) : indexKeyNames(definition, indexed);
  return { partitionKey, sortKey };
}

/** What tells its items apart: the key of what it reads, and the table's. */
export function allKeysOf(source: Source): string[] {
  const { partitionKey, sortKey } = keyOf(source);
  return [
    ...new Set([
      partitionKey,
      ...(sortKey === undefined ? [] : [sortKey]),
      ...keyNames(source.table.definition),
    ]),
  ];
}

const PLACEHOLDER = /[#:][A-Za-z0-9_]+/g;

/** Those of a request's names and values that an expression needs: DynamoDB refuses any that nothing needs. */
export function placeholdersIn(
  expression: string,
  { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: Parameters,
) {
  const needed = new Set(expression.match(PLACEHOLDER));
  const these = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([placeholder]) => needed.has(placeholder)));
  return {
    ExpressionAttributeNames: these(ExpressionAttributeNames),
    ExpressionAttributeValues: these(ExpressionAttributeValues),
  };
}

/** A condition as DynamoDB's text with names and values in their places: short, and whole. */
export type Condition = { name: string; short: string; whole: string };

/** The request's filter, if there is one; or its key condition. */
export function conditionOf(
  name: "Filter" | "Key condition",
  input: Parameters,
  shorten: Shorten,
): Condition[] {
  const expression = name === "Filter" ? input.FilterExpression : input.KeyConditionExpression;
  if (expression === undefined) return [];
  return [
    {
      name,
      short: expressionText(expression, input, shorten),
      whole: expressionText(expression, input),
    },
  ];
}

function expressionText(expression: string, input: Parameters, shorten?: Shorten): string {
  const { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = input;
  return expression.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder.startsWith("#")) return ExpressionAttributeNames[placeholder] ?? placeholder;
    const value = ExpressionAttributeValues[placeholder];
    return value === undefined ? placeholder : quotedText(value, shorten);
  });
}

/** `purchase, index for_user`. */
export const placeText = ({ table, index }: Source): string =>
  index === undefined ? table.name : `${table.name}, index ${index}`;
