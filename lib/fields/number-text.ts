const MAX_DIGITS = 38;
/** Powers of ten. */
const MIN_MAGNITUDE = -130;
const MAX_MAGNITUDE = 125;
const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/;

/**
 * Returns the value if it is a number as DynamoDB takes it: as a string, of at most 38 digits.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html#HowItWorks.DataTypes.Number
 */
export function numberText(value: unknown): string | undefined {
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

/** Compares two numbers as strings by their values: negative if the first is smaller. */
export function compareNumbers(a: string, b: string): number {
  const [x, y] = [partsOf(a), partsOf(b)];
  if (signOf(x) !== signOf(y)) return signOf(x) - signOf(y);
  const magnitude = compareMagnitudes(x, y);
  return signOf(x) < 0 ? 0 - magnitude : magnitude;
}

type Parts = ReturnType<typeof partsOf>;

const signOf = ({ sign, digits }: Parts) => (digits === "" ? 0 : sign === "-" ? -1 : 1);

function compareMagnitudes(a: Parts, b: Parts): number {
  const [first, second] = [a.digits.length + a.exponent, b.digits.length + b.exponent];
  if (first !== second) return first - second;
  const length = Math.max(a.digits.length, b.digits.length);
  const [x, y] = [a.digits.padEnd(length, "0"), b.digits.padEnd(length, "0")];
  return x === y ? 0 : x < y ? -1 : 1;
}
