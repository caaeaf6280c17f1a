import { field, type Field } from "./field";

/** Any string (type S). */
export const string = (): Field<string, false, "S"> => {
  const isText = (value: unknown) => (typeof value === "string" ? value : undefined);
  return field<string, "S">({
    name: "string",
    type: "S",
    takes: "a string",
    encode: isText,
    decode: isText,
  });
};

const UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

/** A UUID in lower case, 8-4-4-4-12 hexadecimal digits (type S). */
export const uuid = (): Field<string, false, "S"> => {
  const isUuid = matching(UUID);
  return field<string, "S">({
    name: "uuid",
    type: "S",
    takes: "a UUID in lower case, 8-4-4-4-12",
    encode: isUuid,
    decode: isUuid,
  });
};

/** One of these values: strings (type S) or whole numbers (type N). */
export const oneOf = <const T extends string | number>(
  ...values: readonly T[]
): Field<T, false, T extends number ? "N" : "S"> =>
  field<T, "S" | "N">({
    name: "oneOf",
    type: values.every((value) => typeof value === "number") ? "N" : "S",
    takes: `one of ${values.join(", ")}`,
    encode: (value) => (values.includes(value) ? String(value) : undefined),
    decode: (stored) => values.find((value) => String(value) === stored),
  }) as Field<T, false, T extends number ? "N" : "S">;

/**
 * Two ids or whole numbers in one string, joined by an underscore (type S): `{uuid}_{uuid}`,
 * `{int}_{int}`.
 *
 * It writes whole numbers only, but also reads fractions, because programs that wrote a clock's
 * floating-point time into such keys left values like `101_1428791681.12`.
 */
export const joined = <A extends Part, B extends Part>(
  first: A,
  second: B,
): Field<`${TypeOf<A>}_${TypeOf<B>}`, false, "S"> => {
  type Pair = `${TypeOf<A>}_${TypeOf<B>}`;
  const [a, b] = [PARTS[first], PARTS[second]];
  const hasUuid = first === "uuid" || second === "uuid";
  return field<Pair, "S">({
    name: `${first}_${second}`,
    type: "S",
    takes: `two values joined by an underscore, {${first}}_{${second}}${hasUuid ? ", in lower case" : ""}`,
    encode: matching<Pair>(`${a.writes}_${b.writes}`),
    decode: matching<Pair>(`${a.reads}_${b.reads}`),
  });
};

type Part = "int" | "uuid";
type TypeOf<P extends Part> = P extends "int" ? number : string;

const PARTS = {
  int: { writes: "-?\\d+", reads: "-?\\d+(?:\\.\\d+)?" },
  uuid: { writes: UUID, reads: UUID },
};

/**
 * Accepts strings that match as a whole. (In JavaScript `$` means the very end, unless the flag m
 * is set.)
 */
const matching = <T extends string>(pattern: string) => {
  const whole = new RegExp(`^(?:${pattern})$`);
  return (value: unknown) =>
    typeof value === "string" && whole.test(value) ? (value as T) : undefined;
};
