import type { NamedValue } from "./blocks/blocks";
import type { QueryParameters } from "./query";
import type { Shorten } from "./shorten";
import { quotedText } from "./stored-text";

const PLACEHOLDER = /[#:][A-Za-z0-9_]+/g;

/**
 * Returns the names and values that an expression uses: DynamoDB rejects a request with unused
 * ones.
 */
export function placeholdersIn(
  expression: string,
  { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} }: QueryParameters,
) {
  const used = new Set(expression.match(PLACEHOLDER));
  const usedIn = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([placeholder]) => used.has(placeholder)));
  return {
    ExpressionAttributeNames: usedIn(ExpressionAttributeNames),
    ExpressionAttributeValues: usedIn(ExpressionAttributeValues),
  };
}

/**
 * Returns a request's condition of this kind, if it has one, with names and values instead of
 * placeholders.
 */
export function conditionOf(
  name: "Filter" | "Key condition",
  input: QueryParameters,
  shorten: Shorten,
): NamedValue[] {
  const expression = name === "Filter" ? input.FilterExpression : input.KeyConditionExpression;
  if (expression === undefined) return [];
  const short = expressionText(expression, input, shorten);
  return [{ name, value: { short, whole: expressionText(expression, input) } }];
}

function expressionText(expression: string, input: QueryParameters, shorten?: Shorten): string {
  const { ExpressionAttributeNames = {}, ExpressionAttributeValues = {} } = input;
  return expression.replace(PLACEHOLDER, (placeholder) => {
    if (placeholder.startsWith("#")) return ExpressionAttributeNames[placeholder] ?? placeholder;
    const value = ExpressionAttributeValues[placeholder];
    return value === undefined ? placeholder : quotedText(value, shorten);
  });
}
