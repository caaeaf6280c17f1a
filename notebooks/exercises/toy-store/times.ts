/** The code of an error, which for an error of the SDK is its name; `undefined` if it is none. */
export const codeOf = (error: unknown): unknown =>
  error instanceof Error ? ((error as { code?: unknown }).code ?? error.name) : undefined;

/** What an answer does wrong that isn't a list of times; `undefined` if it is one. */
export function noTimes(found: unknown): string | undefined {
  if (found instanceof Error)
    return codeOf(found) === "ValidationException"
      ? `DynamoDB takes no such request: ${found.message}`
      : "The error says what is wrong. Try the query alone, in a cell of its own.";
  if (Array.isArray(found) && found.every((one) => typeof one === "number")) return undefined;
  return "Give a list of numbers: of each order its attribute created. What a query gives has the orders in items.";
}

/** Hints by what was found, the first that fits; a list of times is sorted out before. */
export const hints =
  (cases: [fits: (found: number[]) => boolean, hint: string][], otherwise: string) =>
  (found: unknown): string =>
    noTimes(found) ?? cases.find(([fits]) => fits(found as number[]))?.[1] ?? otherwise;
