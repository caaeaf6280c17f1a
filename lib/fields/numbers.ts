import { field, type Field } from "./field";
import { numberText } from "./number-text";

export { sameNumber } from "./number-text";

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
    encode: numberText,
    decode: numberText,
  });
