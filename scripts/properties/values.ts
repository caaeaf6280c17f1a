/** Random values of every field of the library. */
import fc from "fast-check";
import { decimal, field, int, joined, oneOf, string, uuid, type Field } from "../../lib/index";

/** A number with up to 38 digits, as a string, in all spellings. */
const decimalText = fc
  .record({
    sign: fc.constantFrom("", "-"),
    whole: fc.stringMatching(/^[0-9]{1,19}$/),
    fraction: fc.stringMatching(/^[0-9]{0,19}$/),
    exponent: fc.option(fc.integer({ min: -90, max: 90 }), { nil: undefined }),
  })
  .map(({ sign, whole, fraction, exponent }) => {
    const digits = fraction === "" ? whole : `${whole}.${fraction}`;
    return `${sign}${digits}${exponent === undefined ? "" : `E${exponent}`}`;
  });

const safeInt = fc.maxSafeInteger().map((value) => value + 0);
const lowerUuid = fc.uuid().map((value) => value.toLowerCase());
/** Whole characters of all of Unicode, and the empty text. */
const text = fc.string({ unit: "binary", maxLength: 40 });

const tags = field<Set<string>, "SS">({
  name: "tags",
  type: "SS",
  takes: "a set of strings",
  encode: (set) => [...set],
  decode: (stored) => new Set(stored),
});
const bytes = field<Uint8Array, "B">({
  name: "bytes",
  type: "B",
  takes: "bytes",
  encode: (value) => value,
  decode: (stored) => new Uint8Array(stored),
});
const flag = field<boolean, "BOOL">({
  name: "flag",
  type: "BOOL",
  takes: "true or false",
  encode: (value) => value,
  decode: (stored) => stored,
});

/** A field, values for it, and how the value that it reads differs from the one that it wrote. */
type Sample = { field: Field<unknown, boolean>; values: fc.Arbitrary<unknown> };

const sample = <T>(of: Field<T, boolean>, values: fc.Arbitrary<T>): Sample => ({
  field: of,
  values,
});

/** A whole number, in as many digits as it takes. */
const pair = (a: fc.Arbitrary<unknown>, b: fc.Arbitrary<unknown>) =>
  fc.tuple(a, b).map(([first, second]) => `${String(first)}_${String(second)}` as never);

/** Fields that keep a value exactly. */
export const EXACT = {
  string: sample(string(), text),
  uuid: sample(uuid(), lowerUuid),
  int: sample(int(), safeInt),
  oneOfTexts: sample(oneOf("gift", "sale"), fc.constantFrom("gift" as const, "sale" as const)),
  oneOfNumbers: sample(
    oneOf(101, 201, 301),
    fc.constantFrom(101 as const, 201 as const, 301 as const),
  ),
  intInt: sample(joined("int", "int"), pair(safeInt, safeInt)),
  intUuid: sample(joined("int", "uuid"), pair(safeInt, lowerUuid)),
  uuidInt: sample(joined("uuid", "int"), pair(lowerUuid, safeInt)),
  uuidUuid: sample(joined("uuid", "uuid"), pair(lowerUuid, lowerUuid)),
  tags: sample(
    tags,
    fc.uniqueArray(text, { minLength: 1, maxLength: 5 }).map((all) => new Set(all)),
  ),
  bytes: sample(bytes, fc.uint8Array({ maxLength: 20 })),
  flag: sample(flag, fc.boolean()),
};

/** A field that keeps a number's value, not its spelling. */
export const DECIMAL = sample(decimal(), decimalText);

/** Fields that a key may have, with values that a key may have. */
export const KEYS = {
  string: sample(string(), fc.string({ unit: "binary", minLength: 1, maxLength: 40 })),
  int: EXACT.int,
  decimal: DECIMAL,
  intInt: EXACT.intInt,
  intUuid: EXACT.intUuid,
  uuidUuid: EXACT.uuidUuid,
  bytes: sample(bytes, fc.uint8Array({ minLength: 1, maxLength: 20 })),
};

const names = Object.keys(EXACT) as (keyof typeof EXACT)[];

/** The fields of an item that has one attribute for each field. */
export const exactFields = Object.fromEntries(names.map((name) => [name, EXACT[name].field]));

/** Items with a value for each of them. */
export const exactItem: fc.Arbitrary<Record<string, unknown>> = fc.record(
  Object.fromEntries(names.map((name) => [name, EXACT[name].values])),
  { noNullPrototype: true },
);
