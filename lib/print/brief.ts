import { beginning, NO_LIMITS } from "./cut";
import { literal } from "./literal";

const MAX_LENGTH = 80;

/** Prints a value for a message: as a TypeScript literal on one line, cut to 80 characters. */
export function brief(value: unknown): string {
  const text = literal(value, { ...NO_LIMITS, width: Infinity }).replace(/\s*\n\s*/g, " ");
  return text.length <= MAX_LENGTH ? text : `${beginning(text, MAX_LENGTH - 1)}…`;
}
