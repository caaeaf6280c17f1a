import { field, type Field } from "./field";

/** A whole number (type N) from -(2^53 - 1) to 2^53 - 1: a `number` would round a larger one. */
export const int = (): Field<number, false, "N"> =>
  field<number, "N">({
    name: "int",
    type: "N",
    takes: "a whole number from -(2^53 - 1) to 2^53 - 1; decimal() keeps larger ones exact",
    encode: (value) => wholeNumber(value)?.toString(),
    decode: wholeNumber,
  });

function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === "string" && /^-?\d+$/.test(value) ? Number(value) : value;
  // Adding 0 turns -0, which DynamoDB doesn't have, into 0.
  return typeof number === "number" && Number.isSafeInteger(number) ? number + 0 : undefined;
}

/**
 * A number as a string (type N), exact to the 38 digits that DynamoDB stores. DynamoDB keeps the
 * value, not the spelling: it returns `"1.50"` as `"1.5"`.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export const decimal = (): Field<string, false, "N"> =>
  field<string, "N">({
    name: "decimal",
    type: "N",
    takes:
      'a number as a string, such as "0.1", of at most 38 digits, from 1E-130 to 9.9E+125 in size',
    encode: decimalText,
    decode: decimalText,
  });

const MAX_DIGITS = 38;
/** Powers of ten. */
const MIN_MAGNITUDE = -130;
const MAX_MAGNITUDE = 125;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

function decimalText(value: unknown): string | undefined {
  if (typeof value !== "string" || !NUMBER.test(value)) return undefined;
  const { digits, exponent } = partsOf(value);
  if (digits === "") return value;
  const magnitude = digits.length - 1 + exponent;
  const isInRange = magnitude >= MIN_MAGNITUDE && magnitude <= MAX_MAGNITUDE;
  return isInRange && digits.length <= MAX_DIGITS ? value : undefined;
}

/**
 * Splits a number into its significant digits and a power of ten: `-1.50` is
 * `{ sign: "-", digits: "15", exponent: -1 }`.
 */
export function partsOf(text: string): { sign: string; digits: string; exponent: number } {
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = NUMBER.exec(text) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "");
  const significant = digits.replace(/0+$/, "");
  if (significant === "") return { sign: "", digits: "", exponent: 0 };
  return {
    sign,
    digits: significant,
    exponent: Number(exponent) - fraction.length + digits.length - significant.length,
  };
}

/** Tells whether two numbers as strings have the same value: `1.50` and `1.5` do. */
export const sameNumber = (a: string, b: string): boolean =>
  JSON.stringify(partsOf(a)) === JSON.stringify(partsOf(b));
