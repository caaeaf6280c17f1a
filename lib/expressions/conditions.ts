import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import type { Expression } from "./expression";
import { COMPARISONS, operatorsOf, type KeyOperators, type Operators } from "./operators";

type Primitive = string | number | bigint | boolean;

/** A value that must be equal, or operators. A value that is itself an object needs `"="`. */
export type Condition<T> = [T] extends [Primitive] ? T | Operators<T> : Operators<T>;
/** As `Condition`, with the operators that a query allows on a sort key. */
export type KeyCondition<T> = [T] extends [Primitive] ? T | KeyOperators<T> : KeyOperators<T>;
/**
 * Conditions by attribute; all must hold.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export type Conditions<I> = { [K in keyof I]?: Condition<NonNullable<I[K]>> };

/**
 * Writes an expression that requires all of these conditions.
 *
 * @throws DynamoError `RequestInvalid`, `ItemEncodeError`
 */
export function conditionExpression(expression: Expression, conditions: object): string {
  const parts = Object.entries(conditions).flatMap(([attribute, condition]) =>
    operatorsOf(attribute, condition).map(([operator, operand]) =>
      comparison(expression, attribute, operator, operand),
    ),
  );
  if (parts.length === 0)
    throw new DynamoError(
      "RequestInvalid",
      'This condition is empty. Name an attribute and what must hold of it, such as { balance: { ">=": 100 } }.',
    );
  return parts.join(" AND ");
}

/**
 * Tells whether only an existing item can satisfy these conditions: a missing attribute equals
 * nothing.
 */
export function requiresItem(conditions: object): boolean {
  return Object.entries(conditions).some(([attribute, condition]) =>
    operatorsOf(attribute, condition).some(
      ([operator, operand]) => operator !== "<>" && (operator !== "exists" || operand === true),
    ),
  );
}

function comparison(
  expression: Expression,
  attribute: string,
  operator: string,
  operand: unknown,
): string {
  const name = expression.name(attribute);
  const value = (one: unknown, placeholder?: string) =>
    expression.value(attribute, one, placeholder);
  if (COMPARISONS.includes(operator)) return `${name} ${operator} ${value(operand)}`;
  if (operator === "exists" && typeof operand === "boolean")
    return `${operand ? "attribute_exists" : "attribute_not_exists"}(${name})`;
  // The beginning of a value needn't be a value of the field itself.
  if (operator === "begins_with" && typeof operand === "string")
    return `begins_with(${name}, ${expression.encoded(attribute, { S: operand })})`;
  if (operator === "between" && Array.isArray(operand) && operand.length === 2)
    return `${name} BETWEEN ${value(operand[0], "from")} AND ${value(operand[1], "to")}`;
  if (operator === "in" && Array.isArray(operand) && operand.length > 0)
    return `${name} IN (${operand.map((one) => value(one)).join(", ")})`;
  throw new DynamoError(
    "RequestInvalid",
    `${operator} on ${attribute} can't take ${brief(operand)}. ${TAKES[operator]}`,
  );
}

const TAKES: Record<string, string> = {
  exists: "It takes true or false.",
  begins_with: "It takes a string.",
  between: "It takes two values: [from, to].",
  in: "It takes a list of at least one value.",
};
