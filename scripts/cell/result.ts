/** How deep a result is shown; deeper values appear as `[Object]`. */
const DEPTH = 6;

/** Formats a result, with `util.inspect`. A value may have a form of its own. */
export const dataOf = (
  inspect: (value: unknown, options: { depth: number }) => string,
  value: unknown,
): Record<string, string> => ({ "text/plain": inspect(value, { depth: DEPTH }) });

/** What is said of an error that no cell awaits. */
export const UNCAUGHT = "Uncaught, in a callback:";
export const UNHANDLED = "A promise was rejected, and nothing awaits it:";
