import { sameNumber } from "../../../lib/fields/numbers";
import { random } from "../random";

const FRACTION = 12;

/** So many digits, the first and the last not 0. */
export function digits(count: number): string {
  const isEnd = (place: number) => place === 0 || place === count - 1;
  return Array.from({ length: count }, (_, place) => random.int(isEnd(place) ? 1 : 0, 9)).join("");
}

/** A number with more digits than a `number` holds. */
export const longNumber = (): string => `${digits(18)}.${digits(FRACTION)}`;

/** The exact sum of such numbers. */
export function sumOf(numbers: readonly string[]): string {
  const whole = (number: string) => {
    const [before = "", behind = ""] = number.split(".");
    return BigInt(before + behind.padEnd(FRACTION, "0"));
  };
  const sum = String(numbers.map(whole).reduce((total, one) => total + one));
  return `${sum.slice(0, -FRACTION)}.${sum.slice(-FRACTION)}`.replace(/0+$/, "");
}

/** Whether this is the number, as text, however it is spelled. */
export const isNumber = (found: unknown, expected: string): boolean =>
  typeof found === "string" && /^-?\d/.test(found) && sameNumber(found, expected);

/** Whether this is the number, but for digits that a `number` doesn't hold. */
export const isRounded = (found: unknown, expected: string): boolean =>
  !isNumber(found, expected) && Math.abs(Number(found) / Number(expected) - 1) < 1e-9;
