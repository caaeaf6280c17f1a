/** Whether an item satisfies a condition, as dynalite's parser returns it. */
import { valueAt, type Path } from "./paths";
import { decodeBase64, hasBytes, order, own, same, typeOf, type Item, type Value } from "./values";

/** What dynalite's parser returns: a path, a value, or an operator with its operands. */
export type Expression = Path | Operation | Value;
type Operation = { type: string; name?: string; args: Expression[] };

const isOperation = (expression: Expression): expression is Operation =>
  !Array.isArray(expression) && "type" in expression;

export function holds(expression: Expression, item: Item): boolean {
  const { type, name, args } = expression as Operation;
  const [first, second] = args as [Expression, Expression];
  if (type === "and") return holds(first, item) && holds(second, item);
  if (type === "or") return holds(first, item) || holds(second, item);
  if (type === "not") return !holds(first, item);
  const [value, ...operands] = args.map((argument) => valueOf(argument, item));
  return compare(type === "function" ? (name ?? "") : type, value, operands);
}

/** Returns an operand's value: at a path, of `size()`, or as given. */
function valueOf(operand: Expression, item: Item): Value | undefined {
  if (Array.isArray(operand)) return valueAt(operand, item);
  if (!isOperation(operand)) return operand;
  const sized = valueOf(operand.args[0] as Expression, item);
  const size = sized && sizeOf(sized);
  return size === undefined ? undefined : { N: String(size) };
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html */
function sizeOf(value: Value): number | undefined {
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return decodeBase64(value.B).length;
  if (value.M) return Object.keys(value.M).length;
  return (value.SS ?? value.NS ?? value.BS ?? value.L)?.length;
}

/** Whether a comparison holds: by its sign in an expression, or by its name in old parameters. */
export function compare(
  comparison: string,
  value: Value | undefined,
  operands: (Value | undefined)[],
): boolean {
  const [operand] = operands;
  switch (comparison) {
    case "attribute_exists":
    case "NOT_NULL":
      return value !== undefined;
    case "attribute_not_exists":
    case "NULL":
      return value === undefined;
    case "attribute_type":
      return value !== undefined && typeOf(value) === operand?.S;
    case "<>":
    case "NE":
      return !same(value, operand);
    case "NOT_CONTAINS":
      return !contains(value, operand);
    default:
      return (
        value !== undefined &&
        operand !== undefined &&
        ofValues(comparison, value, operand, operands)
      );
  }
}

function ofValues(
  comparison: string,
  value: Value,
  operand: Value,
  all: (Value | undefined)[],
): boolean {
  switch (comparison) {
    case "=":
    case "EQ":
      return same(value, operand);
    case "in":
    case "IN":
      return all.some((one) => same(value, one));
    case "begins_with":
    case "BEGINS_WITH":
      return beginsWith(value, operand);
    case "contains":
    case "CONTAINS":
      return contains(value, operand);
    case "between":
    case "BETWEEN":
      return ranks(">=", value, operand) && all[1] !== undefined && ranks("<=", value, all[1]);
    default:
      return ranks(comparison, value, operand);
  }
}

function ranks(comparison: string, value: Value, operand: Value): boolean {
  const found = order(value, operand);
  if (found === undefined) return false;
  switch (comparison) {
    case "<":
    case "LT":
      return found < 0;
    case "<=":
    case "LE":
      return found <= 0;
    case ">":
    case "GT":
      return found > 0;
    case ">=":
    case "GE":
      return found >= 0;
    default:
      throw new Error(`Unknown comparison: ${comparison}`);
  }
}

function beginsWith(value: Value, operand: Value): boolean {
  if (value.S !== undefined && operand.S !== undefined) return value.S.startsWith(operand.S);
  if (value.B !== undefined && operand.B !== undefined)
    return hasBytes(value.B, operand.B, "first");
  return false;
}

function contains(value: Value | undefined, operand: Value | undefined): boolean {
  if (value === undefined || operand === undefined) return false;
  if (value.S !== undefined && operand.S !== undefined) return value.S.includes(operand.S);
  if (value.B !== undefined && operand.B !== undefined)
    return hasBytes(value.B, operand.B, "anywhere");
  if (value.L) return value.L.some((element) => same(element, operand));
  if (value.SS && operand.S !== undefined) return value.SS.includes(operand.S);
  if (value.NS && operand.N !== undefined) return value.NS.includes(operand.N);
  return value.BS !== undefined && operand.B !== undefined && value.BS.includes(operand.B);
}

/** One attribute in `Expected`, `QueryFilter` or `ScanFilter`, the forms before expressions. */
export type OldCondition = {
  ComparisonOperator?: string;
  AttributeValueList?: Value[];
  Value?: Value;
  Exists?: boolean;
};

/** Whether all old conditions hold; with `OR`, whether one of them does. */
export function holdsOld(
  conditions: Record<string, OldCondition>,
  operator: string | undefined,
  item: Item,
): boolean {
  const results = Object.entries(conditions).map(([name, condition]) => {
    const { Exists, ComparisonOperator, AttributeValueList, Value } = condition;
    const operands = AttributeValueList ?? (Value === undefined ? [] : [Value]);
    const comparison =
      Exists === false ? "NULL" : (ComparisonOperator ?? (Value ? "EQ" : "NOT_NULL"));
    return compare(comparison, own(item, name), operands);
  });
  return operator === "OR" ? results.some(Boolean) : results.every(Boolean);
}
