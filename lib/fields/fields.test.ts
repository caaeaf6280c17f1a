import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { DynamoError, ItemError } from "../errors/errors";
import { field, type Field } from "./field";
import { decimal, int, sameNumber } from "./numbers";
import { joined, oneOf, string, uuid } from "./texts";

type AnyField = Field<unknown, boolean>;

const ID = "0ada0000-1111-4222-8333-444455556666";
const OTHER_ID = "ffffffff-0000-4000-8000-00000000000a";

const instant = () =>
  field<Date, "N">({
    name: "instant",
    type: "N",
    takes: "a Date",
    encode: (date) =>
      date instanceof Date && !Number.isNaN(date.getTime())
        ? String(date.getTime() / 1000)
        : undefined,
    decode: (seconds) => new Date(Number(seconds) * 1000),
  });
const flag = () =>
  field<boolean, "BOOL">({
    name: "flag",
    type: "BOOL",
    takes: "true or false",
    encode: (value) => value,
    decode: (value) => value,
  });
const point = () =>
  field<{ x: number; y: number }, "M">({
    name: "point",
    type: "M",
    takes: "x and y",
    encode: ({ x, y }) => ({ x: { N: String(x) }, y: { N: String(y) } }),
    decode: ({ x, y }) => ({ x: Number(x?.N), y: Number(y?.N) }),
  });

const encoded = (field: AnyField, value: unknown) => field.encode(value, "attribute");
const decoded = (field: AnyField, stored: AttributeValue) => field.decode(stored, "attribute");

function refusesToEncode(field: AnyField, values: readonly unknown[]): void {
  for (const value of values)
    assert.throws(
      () => encoded(field, value),
      { code: "ItemEncodeError" },
      `encoded ${String(value)}`,
    );
}

function refusesToDecode(field: AnyField, stored: readonly unknown[]): void {
  for (const value of stored)
    assert.throws(
      () => decoded(field, value as AttributeValue),
      { code: "ItemDecodeError" },
      `decoded ${JSON.stringify(value)}`,
    );
}

test("what a field encodes, it decodes to the same value, stored under its type", () => {
  const cases: [AnyField, string, unknown[]][] = [
    [int(), "N", [0, 1, -7, 2 ** 53 - 1, -(2 ** 53 - 1)]],
    [decimal(), "N", ["0", "0.1", "-12.50", "1E-130", "12345678901234567890123456789012345678"]],
    [string(), "S", ["", "ada", "é ☃ 😀", "two\nlines", " "]],
    [uuid(), "S", [ID]],
    [oneOf("paid", "sent"), "S", ["paid", "sent"]],
    [oneOf(0, 1, -2), "N", [0, 1, -2]],
    [joined("uuid", "uuid"), "S", [`${ID}_${OTHER_ID}`]],
    [joined("int", "int"), "S", ["101_1428791681", "-1_0"]],
    [joined("uuid", "int"), "S", [`${ID}_7`]],
    [instant(), "N", [new Date(0), new Date("2015-04-11T22:34:41.120Z")]],
    [flag(), "BOOL", [true, false]],
    [point(), "M", [{ x: 1, y: -2 }]],
  ];
  for (const [field, type, values] of cases) {
    for (const one of [field, field.optional()]) {
      for (const value of values) {
        const stored = encoded(one, value);
        assert.deepEqual(Object.keys(stored), [type]);
        assert.deepEqual(decoded(one, stored), value);
      }
    }
  }
});

test("optional() leaves its original field unchanged, and still refuses undefined", () => {
  const required = int();
  assert.equal(required.optional().isOptional, true);
  assert.equal(required.isOptional, false);
  refusesToEncode(required.optional(), [undefined, null]);
});

describe("int", () => {
  test("takes whole numbers, and texts of them", () => {
    const cases: [unknown, string][] = [
      [100, "100"],
      ["100", "100"],
      ["-5", "-5"],
      ["007", "7"],
      [-3, "-3"],
      [0, "0"],
      [-0, "0"],
      ["-0", "0"],
    ];
    for (const [value, stored] of cases) assert.deepEqual(encoded(int(), value), { N: stored });
    assert.ok(Object.is(decoded(int(), { N: "-0" }), 0));
  });

  test("refuses everything else", () => {
    refusesToEncode(int(), [
      100.9,
      true,
      false,
      NaN,
      Infinity,
      -Infinity,
      null,
      undefined,
      2 ** 53,
      -(2 ** 53),
      String(2 ** 53),
      "9007199254740993",
    ]);
    refusesToEncode(int(), [
      "1.5",
      "",
      " 1",
      "1 ",
      "1\n",
      "+1",
      "1e3",
      "0x10",
      "٣",
      10n,
      new Date(0),
      {},
      [],
      [1],
      Object(1),
      Symbol("one"),
      () => 1,
    ]);
  });

  test("never rounds what is stored", () => {
    refusesToDecode(int(), [
      { N: "9007199254740992" },
      { N: "9007199254740993" },
      { N: "-9007199254740992" },
      { N: "1.5" },
      { N: "99999999999999999999999999999999999999" },
    ]);
  });
});

describe("decimal", () => {
  const digits = (count: number) => "1234567890".repeat(4).slice(0, count);

  test("keeps 38 digits wherever the point is; zeros around them don't count", () => {
    const kept = [
      digits(38),
      `0.${digits(38)}`,
      `-${digits(20)}.${digits(18)}`,
      `000${digits(38)}000`,
      `0.000${digits(38)}000`,
      "1.50",
      "-0",
      "0.0",
    ];
    for (const value of kept) assert.deepEqual(encoded(decimal(), value), { N: value });
    refusesToEncode(decimal(), [
      `${digits(38)}9`,
      `0.${digits(38)}9`,
      `${digits(20)}.${digits(19)}`,
    ]);
  });

  test("keeps sizes from 1E-130 to 9.9E+125", () => {
    for (const value of [
      "1E-130",
      "9.9E+125",
      "-9.9E+125",
      "-1e-130",
      "0.1E126",
      "10E-131",
      `${digits(38)}E+88`,
    ])
      assert.deepEqual(encoded(decimal(), value), { N: value });
    refusesToEncode(decimal(), [
      "1E-131",
      "1E+126",
      "-1E126",
      "10E125",
      "0.1E-130",
      `${digits(38)}E+89`,
      "1E99999999999999999999",
    ]);
  });

  test("refuses numbers and what isn't the text of one", () => {
    refusesToEncode(decimal(), [
      1,
      0.1,
      10n,
      "1.",
      ".5",
      "",
      " 1",
      "1 ",
      "1\n",
      "+1",
      "1,5",
      "NaN",
      "Infinity",
      "1e",
      "1e1.5",
      "--1",
      null,
      undefined,
      true,
      {},
    ]);
  });
});

test("sameNumber compares values, not spellings", () => {
  const same: [string, string][] = [
    ["1.50", "1.5"],
    ["1E2", "100"],
    ["-0", "0"],
    ["0.0", "0E5"],
    ["007", "7"],
    ["1e-2", "0.01"],
    ["1e+05", "100000"],
    ["-10.0", "-1E1"],
  ];
  for (const [a, b] of same) assert.ok(sameNumber(a, b) && sameNumber(b, a), `${a} = ${b}`);
  const different: [string, string][] = [
    ["0.1", "0.10000000000000001"],
    ["1", "-1"],
    ["1", "10"],
    ["0", "1"],
    ["9007199254740992", "9007199254740993"],
    ["1E2", "1E-2"],
  ];
  for (const [a, b] of different) assert.ok(!sameNumber(a, b) && !sameNumber(b, a), `${a} <> ${b}`);
});

describe("texts", () => {
  test("string takes any text and nothing else", () => {
    refusesToEncode(string(), [1, null, undefined, true, {}, [], new Date(0), Object("text")]);
    refusesToDecode(string(), [{ N: "1" }, { S: undefined }, { NULL: true }, {}]);
  });

  test("uuid takes lower case, whole, with hyphens", () => {
    const around = [`x${ID}`, `${ID}x`, ` ${ID}`, `${ID}\n`, `\n${ID}`, `{${ID}}`];
    const wrong = [
      ...around,
      ID.toUpperCase(),
      ID.replaceAll("-", ""),
      ID.slice(1),
      ID.replace("a", "g"),
      "",
      1,
      null,
      undefined,
    ];
    refusesToEncode(uuid(), wrong);
    refusesToDecode(
      uuid(),
      wrong.map((text) => ({ S: text })),
    );
  });

  test("oneOf takes its values only, each in its own type", () => {
    refusesToEncode(oneOf("paid", "sent"), ["", "Paid", "paid ", undefined, null, 1, ["paid"]]);
    refusesToDecode(oneOf("paid", "sent"), [{ S: "lost" }, { N: "1" }]);
    refusesToEncode(oneOf(1, 2), ["1", 3, 1.5, true, NaN, undefined]);
    refusesToDecode(oneOf(1, 2), [{ N: "3" }, { S: "1" }]);
  });

  test("joined writes strictly, and reads fractions that old programs left", () => {
    const field = joined("int", "int");
    assert.equal(decoded(field, { S: "101_1428791681.12" }), "101_1428791681.12");
    refusesToEncode(field, ["101_1428791681.12"]);
    const wrong = [
      "1_2_3",
      "a_b",
      "1_",
      "_1",
      "_",
      "1",
      "",
      "1_2\n",
      "\n1_2",
      " 1_2",
      "1__2",
      "1-2",
      "1_2.",
      "1_.5",
      "1_1e3",
    ];
    refusesToEncode(field, [...wrong, 12, null, undefined, ["1_2"]]);
    refusesToDecode(
      field,
      wrong.map((text) => ({ S: text })),
    );
    refusesToEncode(joined("uuid", "uuid"), [
      ID,
      `${ID}_`,
      `${ID}_${OTHER_ID}\n`,
      `${ID}-${OTHER_ID}`,
      `${ID}_${OTHER_ID}_1`,
      `${ID}_${OTHER_ID.toUpperCase()}`,
    ]);
  });
});

describe("errors", () => {
  /** The error that `work` throws. */
  function errorOf(work: () => unknown): ItemError {
    try {
      work();
    } catch (error) {
      assert.ok(error instanceof ItemError && error instanceof DynamoError);
      return error;
    }
    return assert.fail("it threw nothing");
  }

  test("a refused value is named with its attribute and what the field takes", () => {
    const pair = joined("uuid", "int");
    const named: [AnyField, string][] = [
      [int(), "int"],
      [uuid(), "uuid"],
      [decimal(), "decimal"],
      [oneOf(1, 2), "oneOf"],
      [pair, "uuid_int"],
      [instant(), "instant"],
    ];
    for (const [field, name] of named) {
      const error = errorOf(() => field.encode("wrong", "balance"));
      assert.ok(
        error.message.startsWith(
          `Invalid value for ${name} encode: balance can't be "wrong". It takes `,
        ),
        error.message,
      );
      const { code, attribute, value } = error;
      assert.deepEqual(
        { code, attribute, value },
        { code: "ItemEncodeError", attribute: "balance", value: "wrong" },
      );
    }
  });

  test("so is a stored one", () => {
    const stored = { S: "1" };
    const { message, code, attribute, value } = errorOf(() => int().decode(stored, "balance"));
    assert.match(
      message,
      /^Invalid value for int decode: balance is stored as \{ S: "1" \}\. .*as type N\.$/,
    );
    assert.deepEqual(
      { code, attribute, value },
      { code: "ItemDecodeError", attribute: "balance", value: stored },
    );
  });

  test("a value on which a field's own code throws is refused, with that error as the cause", () => {
    for (const value of [null, undefined])
      assert.ok(errorOf(() => encoded(point(), value)).cause instanceof TypeError);
    const failure = new Error("on reading");
    const stumbling = field<string, "S">({
      name: "own",
      type: "S",
      takes: "nothing",
      encode: (value) => value,
      decode: () => {
        throw failure;
      },
    });
    assert.equal(errorOf(() => decoded(stumbling, { S: "x" })).cause, failure);
  });

  test("a long value doesn't fill the message, and keeps it on one line", () => {
    const { message } = errorOf(() => encoded(uuid(), "x\n".repeat(10_000)));
    assert.ok(message.length < 250 && !message.includes("\n"), message);
  });
});
