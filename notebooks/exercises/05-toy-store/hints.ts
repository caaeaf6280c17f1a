import { codeOf } from "../framework/internals";

/** A hint for a result that isn't a list of times; `undefined` if it is one. */
export function typeHint(found: unknown): string | undefined {
  if (found instanceof Error) return errorHint(found);
  if (Array.isArray(found) && found.every((one) => typeof one === "number")) return undefined;
  return "Return a list of numbers: the attribute created of each order. A query's result has the orders in items.";
}

/** Returns the first hint whose predicate holds for the list that was found. */
export const hintFor =
  (cases: [fits: (found: number[]) => boolean, hint: string][], otherwise: string) =>
  (found: unknown): string =>
    typeHint(found) ?? cases.find(([fits]) => fits(found as number[]))?.[1] ?? otherwise;

function errorHint(error: Error): string {
  if (codeOf(error) === "ValidationException")
    return `DynamoDB rejects this request: ${error.message}`;
  if (codeOf(error) === "RequestInvalid") return `This request wasn't sent: ${error.message}`;
  return "Read the error's message: it says what is wrong. Try the query alone, in a cell of its own.";
}
