/** Numbers as text, with more digits than a `number` holds. */
import { sameNumber } from "./internals";
import { random } from "./random";

/** A random decimal with this many digits before and after the point. */
export const longDecimal = (before: number, after: number): string =>
  `${random.digits(before)}.${random.digits(after)}`;

/** The exact sum of positive decimals. */
export function sumOf(decimals: readonly string[]): string {
  const parts = decimals.map((decimal) => decimal.split("."));
  const scale = Math.max(...parts.map(([, fraction = ""]) => fraction.length));
  const total = parts
    .map(([whole = "", fraction = ""]) => BigInt(whole + fraction.padEnd(scale, "0")))
    .reduce((sum, one) => sum + one, 0n)
    .toString();
  return `${total.slice(0, -scale)}.${total.slice(-scale)}`;
}

/** Whether a value is this number as text, in any spelling. */
export const isNumber = (found: unknown, expected: string): boolean =>
  typeof found === "string" && /^-?\d/.test(found) && sameNumber(found, expected);

/** Whether a value is this number, except for the digits that a `number` loses. */
export const isRounded = (found: unknown, expected: string): boolean =>
  !isNumber(found, expected) && Math.abs(Number(found) / Number(expected) - 1) < 1e-9;
