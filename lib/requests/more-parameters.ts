import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import { isFields } from "../print/values";

/**
 * Parameters that with() can't set, because they would change the type of the result, or what it is
 * about.
 */
const FIXED = [
  "TableName",
  "Key",
  "Item",
  "AttributesToGet",
  "ProjectionExpression",
  "RequestItems",
  "ReturnValues",
  "Select",
  "TransactItems",
] as const;

/** More parameters of DynamoDB, by the names in its API reference. */
export type MoreParameters<Input> = {
  [K in keyof Input as K extends (typeof FIXED)[number] ? never : K]?: Input[K];
};

/**
 * Adds parameters to a request's. Placeholders of expressions are merged.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function addParameters(input: object, parameters: object): object {
  if (!isFields(parameters))
    throw new DynamoError(
      "RequestInvalid",
      `with() takes an object with parameters, such as { ReturnConsumedCapacity: "TOTAL" }, not ${brief(parameters)}.`,
    );
  const merged: Record<string, unknown> = { ...input };
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined) continue;
    const { [name]: existing } = merged;
    if (isFixed(name) || (existing !== undefined && !PLACEHOLDERS.includes(name)))
      throw new DynamoError("RequestInvalid", `with() can't set ${name}: ${remedy(name, input)}`);
    merged[name] =
      existing === undefined ? value : addPlaceholders(name, existing as object, value as object);
  }
  return merged;
}

const PLACEHOLDERS = ["ExpressionAttributeNames", "ExpressionAttributeValues"];

const isFixed = (name: string) => FIXED.some((fixed) => fixed === name);

function addPlaceholders(parameter: string, existing: object, added: object): object {
  const taken = Object.keys(added).find((placeholder) => Object.hasOwn(existing, placeholder));
  if (taken === undefined) return { ...existing, ...added };
  throw new DynamoError(
    "RequestInvalid",
    `with() can't set ${taken}: the request has this placeholder already, in ${parameter}. ` +
      `Choose another name for yours, such as ${taken}_of_mine.`,
  );
}

/** Says how to send a request with a parameter that with() can't set. */
function remedy(name: string, input: object): string {
  const why = isFixed(name)
    ? "it would change what the request is about, or its result. "
    : "the request has it already. ";
  if (name === "AttributesToGet")
    return `${why}Send a command of the SDK, with ProjectionExpression.`;
  if (!name.endsWith("Expression") || name === "ProjectionExpression")
    return `${why}Send a command of the SDK instead, with { ...request.input, ${name}: … }.`;
  // DynamoDB refuses placeholders that no expression uses, so all of them are written again.
  const expressions = Object.keys(input).filter(
    (parameter) => parameter.endsWith("Expression") || PLACEHOLDERS.includes(parameter),
  );
  return (
    `${why}Send a command of the SDK instead, with expressions and placeholders of your own: ` +
    `const { ${expressions.join(", ")}, ...rest } = request.input; then { ...rest, ${name}: … }.`
  );
}
