/** Checks that DynamoDB makes and dynalite doesn't. They see parameters with expressions parsed. */
import type { Expression } from "./conditions";
import { invalid } from "./failure";
import type { Path } from "./paths";
import { typeOf, type Item, type Value } from "./values";

type Parsed = {
  Item?: Item;
  Select?: string;
  IndexName?: string;
  AttributesToGet?: string[];
  KeyConditions?: Record<string, { AttributeValueList?: Value[] }>;
  ExpressionAttributeValues?: Item;
  _projection?: unknown;
  _condition?: { expression: Expression };
  _filter?: { expression: Expression };
};

export function checkMore(operation: string, parameters: object): void {
  const parsed = parameters as Parsed;
  checkValues(parsed.Item);
  checkValues(parsed.ExpressionAttributeValues);
  checkNames(parameters);
  if (parsed._condition) checkOperands("ConditionExpression", parsed._condition.expression);
  if (parsed._filter) checkOperands("FilterExpression", parsed._filter.expression);
  if (operation === "ConditionCheck" && !parsed._condition)
    throw invalid(
      "1 validation error detected: Value null at 'transactItems.1.member.conditionCheck.conditionExpression' failed to satisfy constraint: Member must not be null",
    );
  if (parsed.Select) checkSelect(parsed);
  checkKeyConditions(parsed.KeyConditions ?? {});
}

/** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const DEEPEST = 32;

function checkValues(item: Item = {}, level = 0): void {
  for (const value of Object.values(item)) checkValue(value, level);
}

function checkValue(value: Value, level: number): void {
  if (!value.L && !value.M) return;
  if (level + 1 >= DEEPEST)
    throw invalid(
      "Nesting Levels have exceeded supported limits: Attributes in the item have nested levels beyond supported limit",
    );
  if (value.M && Object.hasOwn(value.M, "")) throw invalid("Empty attribute name");
  for (const element of value.L ?? []) checkValue(element, level + 1);
  checkValues(value.M, level + 1);
}

/** A name in an expression begins with a letter; others need a `#`. */
function checkNames(parameters: object): void {
  for (const [name, text] of Object.entries(parameters))
    if (/Expression$/.test(name) && typeof text === "string")
      if (/(?<![\w#:])_/.test(text)) throw invalid(`Invalid ${name}: Syntax error; token: "_"`);
}

function checkOperands(name: string, expression: Expression): void {
  if (Array.isArray(expression) || !("type" in expression)) return;
  const { type, args } = expression;
  if (/^[<>]=?$|^between$/.test(type)) args.forEach((one) => checkRanked(name, type, one));
  if (type === "in" || type === "between") checkDistinct(name, type, args);
  args.forEach((argument) => checkOperands(name, argument));
}

/** Only texts, numbers and bytes have an order. */
function checkRanked(name: string, operator: string, operand: Expression): void {
  if (Array.isArray(operand) || "type" in operand) return;
  const type = typeOf(operand);
  if (!/^[SNB]$/.test(type))
    throw invalid(
      `Invalid ${name}: Incorrect operand type for operator or function; operator or function: ${operator.toUpperCase()}, operand type: ${type}`,
    );
}

function checkDistinct(name: string, operator: string, [first, ...others]: Expression[]): void {
  const isPath = (one: Expression | undefined): one is Path => Array.isArray(one);
  if (isPath(first) && others.some((one) => isPath(one) && one.join() === first.join()))
    throw invalid(
      `Invalid ${name}: The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator.toUpperCase()}, first operand: ${pathText(first)}`,
    );
}

const pathText = (path: Path) =>
  `[${path.map((step) => (typeof step === "number" ? `[${step}]` : step)).join(", ")}]`;

function checkSelect({ Select, IndexName, AttributesToGet, _projection }: Parsed): void {
  const isPart = (AttributesToGet ?? _projection) !== undefined;
  if (Select === "COUNT" && isPart)
    throw invalid("Cannot specify the ProjectionExpression when choosing to get only the Count");
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && IndexName === undefined)
    throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  if (Select === "SPECIFIC_ATTRIBUTES" && !isPart)
    throw invalid(
      "Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES",
    );
  if (Select?.startsWith("ALL_") && isPart)
    throw invalid(`Cannot specify the AttributesToGet when choosing to get ${Select}`);
}

function checkKeyConditions(conditions: NonNullable<Parsed["KeyConditions"]>): void {
  for (const [name, { AttributeValueList: values = [] }] of Object.entries(conditions))
    for (const { S, B } of values)
      if (S === "" || B === "")
        throw invalid(
          `One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ${S === "" ? "string" : "binary"} value. Key: ${name}`,
        );
}
