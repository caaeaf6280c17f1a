import { literal } from "./literal";

const LONGEST = 80;

/** A value in a message: as one would write it, on one line, and not too long. */
export function brief(value: unknown): string {
  const text = literal(value).replace(/\s+/g, " ");
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
