import type { Fields } from "../items/types";
import { isFields } from "../print/values";
import { encodeOperand, Expression, type Placeholders } from "./expression";
import { areOperators, COMPARISONS } from "./operators";
import type { AnyChanges } from "./update";

/**
 * What an update, a condition, or a query with its filter looks like without its values: two of the
 * same shape have the same text, and their values take the same placeholders.
 */
type Shape = { text: string; attributes: string[]; values: unknown[] };

/** What a request's expressions are written from. The key of a query is under `if`. */
type Parts = Omit<AnyChanges, "if"> & { if?: object | undefined; filter?: object | undefined };

/** The parts of a request that its shape decides. */
type Written = { expressions: object; placeholders: Placeholders };

/** More shapes than a program has; what makes new ones for ever isn't kept. */
const MOST = 1_000;

/**
 * Writes the expressions of requests, each shape once. What has another operator than a comparison
 * or `exists` is written each time.
 */
export class Shapes {
  readonly #known = new Map<string, { written: Written; values: readonly string[] }>();

  constructor(private readonly fields: Fields) {}

  /**
   * Returns the expressions with their placeholders.
   *
   * @param kind Tells apart what `write` writes
   * @param parts The changes, conditions or filter that the expressions are written from
   * @param write Checks them, and writes the expressions. A query's key comes before its filter
   * @throws what `write` throws
   */
  write(kind: string, parts: Parts, write: (expression: Expression) => object): object {
    const shape = shapeOf(kind, parts);
    const known = shape && this.#known.get(shape.text);
    if (known !== undefined) return this.#filled(known, shape as Shape);
    const expression = new Expression(this.fields);
    const expressions = write(expression);
    const placeholders = expression.placeholders();
    const values = Object.keys(placeholders.ExpressionAttributeValues ?? {});
    // Otherwise a value was written in a way that this file doesn't know.
    if (shape !== undefined && shape.values.length === values.length && this.#known.size < MOST)
      this.#known.set(shape.text, { written: { expressions, placeholders }, values });
    return { ...expressions, ...placeholders, ...namesOf(placeholders) };
  }

  #filled(
    { written, values }: { written: Written; values: readonly string[] },
    shape: Shape,
  ): object {
    const { expressions, placeholders } = written;
    const filled: NonNullable<Placeholders["ExpressionAttributeValues"]> = {};
    for (const [index, placeholder] of values.entries())
      filled[placeholder] = encodeOperand(
        this.fields,
        shape.attributes[index] ?? "",
        shape.values[index],
      );
    return {
      ...expressions,
      ...namesOf(placeholders),
      ...(values.length > 0 && { ExpressionAttributeValues: filled }),
    };
  }
}

/** Copies the names: a request's `input` belongs to the program, which may change it. */
const namesOf = ({ ExpressionAttributeNames: names }: Placeholders): Placeholders =>
  names === undefined ? {} : { ExpressionAttributeNames: { ...names } };

/** Returns the shape; `undefined` if it has something that needs to be looked at each time. */
function shapeOf(
  kind: string,
  { set, add, remove, if: conditions, filter }: Parts,
): Shape | undefined {
  const shape: Shape = { text: kind, attributes: [], values: [] };
  const isKnown =
    addValues(shape, " SET", set) &&
    addValues(shape, " ADD", add) &&
    addNames(shape, " REMOVE", remove) &&
    addConditions(shape, " IF", conditions) &&
    addConditions(shape, " FILTER", filter);
  return isKnown ? shape : undefined;
}

function addValues(shape: Shape, clause: string, values: object | undefined): boolean {
  if (values === undefined) return true;
  shape.text += clause;
  for (const name of Object.keys(values)) {
    const value = (values as Record<string, unknown>)[name];
    if (value === undefined || value === null) return false;
    addValue(shape, name, "", value);
  }
  return true;
}

function addNames(shape: Shape, clause: string, names: readonly string[] | undefined): boolean {
  if (names !== undefined) shape.text += clause + JSON.stringify(names);
  return true;
}

function addConditions(shape: Shape, clause: string, conditions: object | undefined): boolean {
  if (conditions === undefined) return true;
  if (!isFields(conditions)) return false;
  shape.text += clause;
  for (const name of Object.keys(conditions)) {
    const { [name]: condition } = conditions;
    if (condition === undefined || condition === null) return false;
    if (!areOperators(condition)) addValue(shape, name, "=", condition);
    else if (!addOperators(shape, name, condition)) return false;
  }
  return true;
}

function addOperators(shape: Shape, name: string, operators: object): boolean {
  for (const [operator, operand] of Object.entries(operators)) {
    if (operand === undefined || operand === null) return false;
    if (COMPARISONS.includes(operator)) addValue(shape, name, operator, operand);
    else if (operator === "exists" && typeof operand === "boolean")
      shape.text += ` ${name.length}:${name} exists ${operand}`;
    else return false;
  }
  return true;
}

/** Begins with the name's length, so that no name looks like two. */
function addValue(shape: Shape, name: string, operator: string, value: unknown): void {
  shape.text += ` ${name.length}:${name} ${operator}`;
  shape.attributes.push(name);
  shape.values.push(value);
}
