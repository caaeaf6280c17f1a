import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import type { Expression } from "./expression";

type Primitive = string | number | bigint | boolean;

/** What a sort key may be compared with, under DynamoDB's own names. */
export type KeyOperators<T> = {
  "="?: T;
  "<"?: T;
  "<="?: T;
  ">"?: T;
  ">="?: T;
  /** From the first to the second, both included. */
  between?: readonly [T, T];
  /** For texts: the letters it begins with. */
  begins_with?: string;
};

/** Everything an attribute may be compared with; several operators must all hold. */
export type Operators<T> = KeyOperators<T> & {
  "<>"?: T;
  in?: readonly T[];
  /** Whether the item has the attribute at all. */
  exists?: boolean;
};

/** A value that must be equal, or operators. A value that is an object itself stands behind `"="`. */
export type Condition<T> = [T] extends [Primitive] ? T | Operators<T> : Operators<T>;
/** As `Condition`, with the operators that a query allows on a sort key. */
export type KeyCondition<T> = [T] extends [Primitive] ? T | KeyOperators<T> : KeyOperators<T>;
/** Conditions by attribute; all must hold. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
export type Conditions<I> = { [K in keyof I]?: Condition<NonNullable<I[K]>> };

const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="];
const OPERATORS = [...COMPARISONS, "between", "begins_with", "in", "exists"];

/** An expression that demands all of these conditions. @throws DynamoError `RequestInvalid`, `ItemEncodeError` */
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

/** Whether these conditions can only hold for an item that exists: an attribute that is missing equals nothing. */
export function demandsExistence(conditions: object): boolean {
  return Object.entries(conditions).some(([attribute, condition]) =>
    operatorsOf(attribute, condition).some(
      ([operator, operand]) => operator !== "<>" && (operator !== "exists" || operand === true),
    ),
  );
}

/** `{ balance: 100 }` is short for `{ balance: { "=": 100 } }`. */
export function operatorsOf(attribute: string, condition: unknown): [string, unknown][] {
  if (!isPlainObject(condition)) return [["=", condition]];
  const operators = Object.entries(condition);
  const unknown = operators.find(([operator]) => !OPERATORS.includes(operator));
  if (unknown === undefined && operators.length > 0) return operators;
  const wrong =
    unknown === undefined
      ? `The condition on ${attribute} is empty`
      : `${brief(unknown[0])} is no operator, in the condition on ${attribute}`;
  throw new DynamoError(
    "RequestInvalid",
    `${wrong}. Use ${OPERATORS.join(", ")}; a value that is an object stands behind "=".`,
  );
}

function isPlainObject(value: unknown): value is object {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function comparison(
  expression: Expression,
  attribute: string,
  operator: string,
  operand: unknown,
): string {
  const name = expression.name(attribute);
  const value = (one: unknown, called?: string) => expression.value(attribute, one, called);
  if (COMPARISONS.includes(operator)) return `${name} ${operator} ${value(operand)}`;
  if (operator === "exists" && typeof operand === "boolean")
    return `${operand ? "attribute_exists" : "attribute_not_exists"}(${name})`;
  // The beginning of a value needn't be a value of the field itself.
  if (operator === "begins_with" && typeof operand === "string")
    return `begins_with(${name}, ${expression.stored(attribute, { S: operand })})`;
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
  begins_with: "It takes a text.",
  between: "It takes two values: [from, to].",
  in: "It takes a list of at least one value.",
};
