import { DynamoError, ItemError } from "../errors/errors";
import type { AttributeType } from "../fields/field";
import { compareStored } from "../fields/order";
import { brief } from "../print/brief";
import { isFields } from "../print/values";
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
export function conditionExpression(expression: Expression, conditions: unknown): string {
  if (!isFields(conditions))
    throw invalid(`Conditions are an object, such as { balance: 100 }, not ${brief(conditions)}.`);
  const parts = Object.entries(conditions).flatMap(([attribute, condition]) => {
    expression.name(attribute);
    checkGiven(attribute, condition);
    return operatorsOf(attribute, condition).map(([operator, operand]) =>
      comparison(expression, attribute, operator, operand),
    );
  });
  if (parts.length === 0)
    throw invalid(
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
  const value = (one: unknown) => expression.value(attribute, one);
  checkOrdered(expression, attribute, operator);
  if (COMPARISONS.includes(operator)) return `${name} ${operator} ${value(operand)}`;
  if (operator === "exists" && typeof operand === "boolean")
    return `${operand ? "attribute_exists" : "attribute_not_exists"}(${name})`;
  if (operator === "begins_with" && typeof operand === "string")
    return `begins_with(${name}, ${prefix(expression, attribute, operand)})`;
  if (operator === "between" && Array.isArray(operand) && operand.length === 2)
    return `${name} BETWEEN ${range(expression, attribute, operand)}`;
  if (operator === "in" && Array.isArray(operand) && isListable(operand))
    return `${name} IN (${operand.map((one) => value(one)).join(", ")})`;
  throw invalid(`${operator} on ${attribute} can't take ${brief(operand)}. ${TAKES[operator]}`);
}

const ORDERING = ["<", "<=", ">", ">=", "between"];
/** The types whose values have an order. */
const ORDERED: readonly AttributeType[] = ["S", "N", "B"];

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
function checkOrdered(expression: Expression, attribute: string, operator: string): void {
  const type = expression.typeOf(attribute);
  if (!ORDERING.includes(operator) || ORDERED.includes(type)) return;
  throw invalid(
    `${operator} compares strings, numbers and bytes, and ${attribute} has type ${type}. Use "=", "<>" or exists.`,
  );
}

/** The beginning of a value needn't be a value of the field itself. */
function prefix(expression: Expression, attribute: string, operand: string): string {
  const type = expression.typeOf(attribute);
  if (type === "S") return expression.encoded(attribute, { S: operand });
  const others = ORDERED.includes(type) ? "between, or another operator" : '"=", "<>" or exists';
  throw invalid(`begins_with compares strings, and ${attribute} has type ${type}. Use ${others}.`);
}

/** Writes both ends of `between`. DynamoDB refuses them in the wrong order. */
function range(expression: Expression, attribute: string, ends: readonly unknown[]): string {
  const [from, to] = ends.map((end) => expression.encode(attribute, end));
  if (from === undefined || to === undefined) throw new TypeError("A range has two ends.");
  if ((compareStored(from, to) ?? 0) > 0)
    throw invalid(
      `between on ${attribute} is reversed: ${brief(ends[0])} comes after ${brief(ends[1])}. ` +
        "Write the lower end first: [from, to].",
    );
  return `${expression.encoded("from", from)} AND ${expression.encoded("to", to)}`;
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const MAX_LISTED = 100;

const isListable = ({ length }: readonly unknown[]) => length > 0 && length <= MAX_LISTED;

const TAKES: Record<string, string> = {
  exists: "It takes true or false.",
  begins_with: "It takes a string.",
  between: "It takes two values: [from, to].",
  in: `It takes a list of 1 to ${MAX_LISTED} values.`,
};

/** Refuses a condition that names an attribute and gives no value to compare with. */
function checkGiven(attribute: string, condition: unknown): void {
  if (condition !== undefined && condition !== null) return;
  throw new ItemError(
    "ItemEncodeError",
    `The condition on ${attribute} has no value: it is ${String(condition)}. ` +
      `To find items without the attribute, write ${attribute}: { exists: false }; otherwise leave ${attribute} out.`,
    attribute,
    condition,
  );
}

const invalid = (message: string) => new DynamoError("RequestInvalid", message);
