import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { operatorsOf } from "../expressions/operators";
import { fieldOf } from "../items/encode";
import type { Source } from "../requests/paged";

/** An end of a range of sort keys, as the condition on the keys beyond it. */
export type Edge = { operator: "<" | "<=" | ">" | ">="; value: AttributeValue };

/** The edges of the range that a query reads. An open end has none. */
export type Edges = { below?: Edge; above?: Edge };

/** Returns the edges of the range that a query's key describes. */
export function edgesOf({ table, key = {} }: Source, sortKey: string): Edges {
  const { [sortKey]: condition } = key as Record<string, unknown>;
  if (condition === undefined) return {};
  // The query was built before, so there is exactly one operator.
  const [[operator, operand] = ["=", condition]] = operatorsOf(sortKey, condition);
  const [first, last]: unknown[] =
    operator === "between" ? (operand as unknown[]) : [operand, operand];
  const field = fieldOf(table.definition.fields, sortKey);
  const edge = (beyond: Edge["operator"], value: unknown): Edge => ({
    operator: beyond,
    value: field.encode(value, sortKey),
  });
  switch (operator) {
    case "<":
      return { above: edge(">=", last) };
    case "<=":
      return { above: edge(">", last) };
    case ">":
      return { below: edge("<=", first) };
    case ">=":
      return { below: edge("<", first) };
    case "begins_with":
      return prefixEdges(operand as string);
    default:
      return { below: edge("<", first), above: edge(">", last) };
  }
}

/** No letter comes after this one. */
const LAST_LETTER = "\u{10FFFF}";

/**
 * Returns the edges of a prefix, which needn't be a value of the field. A sort key that continues
 * with several such letters is above this upper edge.
 */
const prefixEdges = (prefix: string): Edges => ({
  below: { operator: "<", value: { S: prefix } },
  above: { operator: ">", value: { S: `${prefix}${LAST_LETTER}` } },
});
