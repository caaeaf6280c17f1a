import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";

/** DynamoDB's operators for a sort key. */
export type KeyOperators<T> = {
  "="?: T;
  "<"?: T;
  "<="?: T;
  ">"?: T;
  ">="?: T;
  /** From the first to the second, both included. */
  between?: readonly [T, T];
  /** For texts: the letters that it begins with. */
  begins_with?: string;
};

/** DynamoDB's operators for any attribute. If there are several, all must hold. */
export type Operators<T> = KeyOperators<T> & {
  "<>"?: T;
  in?: readonly T[];
  /** Whether the item has the attribute at all. */
  exists?: boolean;
};

/** Operators that are written between an attribute and a value. */
export const COMPARISONS = ["=", "<>", "<", "<=", ">", ">="];
/** Operators of a condition. */
const OPERATORS = [...COMPARISONS, "between", "begins_with", "in", "exists"];
/** Operators that a query allows on a sort key. */
export const KEY_OPERATORS = OPERATORS.filter((one) => !["<>", "in", "exists"].includes(one));

/**
 * Returns the operators of a condition, with their operands: `{ balance: 100 }` is short for
 * `{ balance: { "=": 100 } }`.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function operatorsOf(attribute: string, condition: unknown): [string, unknown][] {
  if (!areOperators(condition)) return [["=", condition]];
  const operators = Object.entries(condition);
  const unknown = operators.find(([operator]) => !OPERATORS.includes(operator));
  if (unknown === undefined && operators.length > 0) return operators;
  const reason =
    unknown === undefined
      ? `The condition on ${attribute} is empty`
      : `The condition on ${attribute} has an unknown operator, ${brief(unknown[0])}`;
  throw new DynamoError(
    "RequestInvalid",
    `${reason}. Use ${OPERATORS.join(", ")}; write { "=": value } if the value is itself an object.`,
  );
}

/** Tells whether a condition is an object with operators, and not the value itself. */
export function areOperators(condition: unknown): condition is object {
  if (typeof condition !== "object" || condition === null) return false;
  const prototype: unknown = Object.getPrototypeOf(condition);
  // The prototype of a plain object may be from another realm: that of a notebook's cell.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
