import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { DynamoDBClient, PutItemInput } from "@aws-sdk/client-dynamodb";
import { field } from "../fields/field";
import { decimal, int } from "../fields/numbers";
import { string } from "../fields/texts";
import { created, database, rejects } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { conditionExpression, requiresItem } from "./conditions";
import { Expression } from "./expression";
import { checkChanges, updateExpression, type AnyChanges } from "./update";

const point = field<{ x: number }, "M">({
  name: "point",
  type: "M",
  takes: "an x",
  encode: ({ x }) => (typeof x === "number" ? { x: { N: String(x) } } : undefined),
  decode: ({ x }) => ({ x: Number(x?.N) }),
});
const day = field<Date, "N">({
  name: "day",
  type: "N",
  takes: "a Date",
  encode: (date) => String(date.getTime()),
  decode: (time) => new Date(Number(time)),
});
/**
 * Names that must work: DynamoDB's reserved words, other alphabets, letters that an expression
 * can't have.
 */
const ODD = [
  "status",
  "name",
  "size",
  "a#b",
  "a.b",
  "a_b",
  'quo"te',
  "it's",
  "with space",
  "größe",
  "名前",
  "😀",
  ":x",
  "a[0]",
  "x".repeat(250),
];
const fields = {
  id: string(),
  balance: int(),
  limit: decimal().optional(),
  place: point,
  born: day,
  from: int(),
  ...Object.fromEntries(ODD.map((name) => [name, int()])),
};

/** Returns a condition's text, and the names and values of its placeholders. */
function condition(
  conditions: object,
): [string, Record<string, string> | undefined, Record<string, unknown> | undefined] {
  const expression = new Expression(fields);
  const text = conditionExpression(expression, conditions);
  const { ExpressionAttributeNames, ExpressionAttributeValues } = expression.placeholders();
  return [text, ExpressionAttributeNames, ExpressionAttributeValues];
}

describe("conditions", () => {
  test("each operator has its text", () => {
    const cases: [unknown, string, Record<string, string>][] = [
      [5, "#balance = :balance", { ":balance": "5" }],
      [{ "=": 5 }, "#balance = :balance", { ":balance": "5" }],
      [{ "<>": 5 }, "#balance <> :balance", { ":balance": "5" }],
      [{ "<": 5 }, "#balance < :balance", { ":balance": "5" }],
      [{ "<=": 5 }, "#balance <= :balance", { ":balance": "5" }],
      [{ ">": 5 }, "#balance > :balance", { ":balance": "5" }],
      [{ ">=": 5 }, "#balance >= :balance", { ":balance": "5" }],
      [{ between: [1, 9] }, "#balance BETWEEN :from AND :to", { ":from": "1", ":to": "9" }],
      [{ in: [1] }, "#balance IN (:balance)", { ":balance": "1" }],
      [
        { in: [1, 1, 2] },
        "#balance IN (:balance, :balance_2, :balance_3)",
        { ":balance": "1", ":balance_2": "1", ":balance_3": "2" },
      ],
    ];
    for (const [given, text, values] of cases) {
      const stored = Object.fromEntries(
        Object.entries(values).map(([placeholder, value]) => [placeholder, { N: value }]),
      );
      assert.deepEqual(condition({ balance: given }), [text, { "#balance": "balance" }, stored]);
    }
    assert.deepEqual(condition({ id: { begins_with: "a" } }), [
      "begins_with(#id, :id)",
      { "#id": "id" },
      { ":id": { S: "a" } },
    ]);
  });

  test("operators without a value bring no empty placeholders", () => {
    assert.deepEqual(condition({ id: { exists: true } }), [
      "attribute_exists(#id)",
      { "#id": "id" },
      undefined,
    ]);
    assert.deepEqual(condition({ id: { exists: false } }), [
      "attribute_not_exists(#id)",
      { "#id": "id" },
      undefined,
    ]);
    assert.deepEqual(new Expression(fields).placeholders(), {});
  });

  test("several operators and several attributes must all hold; a name has one placeholder", () => {
    const [text, names] = condition({ balance: { ">=": 1, "<>": 5, exists: true }, id: "ada" });
    assert.equal(
      text,
      "#balance >= :balance AND #balance <> :balance_2 AND attribute_exists(#balance) AND #id = :id",
    );
    assert.deepEqual(names, { "#balance": "balance", "#id": "id" });
  });

  test("values are encoded by their field, also objects after =", () => {
    assert.deepEqual(condition({ place: { "=": { x: 1 } } })[2], {
      ":place": { M: { x: { N: "1" } } },
    });
    assert.deepEqual(condition({ place: { in: [{ x: 1 }] } })[2], {
      ":place": { M: { x: { N: "1" } } },
    });
    // A Date isn't a set of operators.
    assert.deepEqual(condition({ born: new Date(7) }), [
      "#born = :born",
      { "#born": "born" },
      { ":born": { N: "7" } },
    ]);
    assert.throws(() => condition({ place: { x: 1 } }), {
      code: "RequestInvalid",
      message: /place has an unknown operator, "x"\..*write { "=": value }/,
    });
  });

  test("names that would share a placeholder don't", () => {
    const [text, names, values] = condition({ "a#b": 1, "a.b": 2, a_b: 3 });
    assert.equal(text, "#a_b = :a_b AND #a_b_2 = :a_b_2 AND #a_b_3 = :a_b_3");
    assert.deepEqual(names, { "#a_b": "a#b", "#a_b_2": "a.b", "#a_b_3": "a_b" });
    assert.deepEqual(values, { ":a_b": { N: "1" }, ":a_b_2": { N: "2" }, ":a_b_3": { N: "3" } });
    // Nor do several ranges, and an attribute of the name that their ends have.
    const [ranges, , ends = {}] = condition({
      from: 0,
      balance: { between: [1, 2] },
      size: { between: [3, 4] },
    });
    const filled = ranges.replace(/:\w+/g, (placeholder) => (ends[placeholder] as { N: string }).N);
    assert.equal(filled, "#from = 0 AND #balance BETWEEN 1 AND 2 AND #size BETWEEN 3 AND 4");
  });

  test("placeholders have only the letters that DynamoDB allows there", () => {
    const [, names = {}, values = {}] = condition(Object.fromEntries(ODD.map((name) => [name, 1])));
    for (const placeholder of [...Object.keys(names), ...Object.keys(values)])
      assert.match(placeholder, /^[#:][A-Za-z0-9_]+$/);
    assert.deepEqual(Object.values(names).sort(), [...ODD].sort());
  });

  test("empty ones, unknown operators and wrong operands are refused", () => {
    const wrong: object[] = [
      {},
      { balance: {} },
      { balance: { "!=": 1 } },
      { balance: { "==": 1 } },
      { balance: { ">": 1, like: 2 } },
      { balance: { constructor: 1 } },
      { balance: { toString: 1 } },
      { balance: Object.assign(Object.create(null), { eq: 1 }) as object },
      { balance: { between: [1] } },
      { balance: { between: [1, 2, 3] } },
      { balance: { between: 1 } },
      { balance: { between: { 0: 1, 1: 2, length: 2 } } },
      { balance: { in: [] } },
      { balance: { in: 1 } },
      { id: { in: "ada" } },
      { id: { exists: "yes" } },
      { id: { exists: undefined } },
      { id: { begins_with: 1 } },
    ];
    for (const conditions of wrong)
      assert.throws(
        () => condition(conditions),
        { name: "DynamoError", code: "RequestInvalid" },
        JSON.stringify(conditions),
      );
  });

  test("values that aren't the field's, and unknown attributes, are refused as in an item", () => {
    for (const conditions of [
      { balance: 1.5 },
      { balance: null },
      { balance: undefined },
      { balance: { ">": "much" } },
      { balance: { in: [1, null] } },
      { balance: [1] },
    ])
      assert.throws(
        () => condition(conditions),
        { code: "ItemEncodeError", attribute: "balance" },
        JSON.stringify(conditions),
      );
    for (const name of ["balnce", "constructor"])
      assert.throws(() => condition({ [name]: 1 }), {
        code: "ItemEncodeError",
        attribute: name,
        message: /There is no field/,
      });
  });

  test("which of them only an existing item satisfies", () => {
    const comparisons: object[] = [
      { a: 1 },
      { a: { "=": 1 } },
      { a: { "<": 1 } },
      { a: { "<=": 1 } },
      { a: { ">": 1 } },
      { a: { ">=": 1 } },
    ];
    const more: object[] = [
      { a: { between: [1, 2] } },
      { a: { in: [1] } },
      { a: { begins_with: "x" } },
      { a: { exists: true } },
    ];
    for (const conditions of [
      ...comparisons,
      ...more,
      { a: { "<>": 1, exists: true } },
      { a: { "<>": 1 }, b: 1 },
    ])
      assert.equal(requiresItem(conditions), true, JSON.stringify(conditions));
    for (const conditions of [
      { a: { "<>": 1 } },
      { a: { exists: false } },
      { a: { "<>": 1, exists: false } },
      {},
    ])
      assert.equal(requiresItem(conditions), false, JSON.stringify(conditions));
  });
});

describe("updates", () => {
  test("a clause for each kind of change, those without changes left out", () => {
    const text = (changes: AnyChanges) => updateExpression(new Expression(fields), changes);
    assert.equal(text({ set: { balance: 1 } }), "SET #balance = :balance");
    assert.equal(text({ add: { balance: 1 } }), "ADD #balance :balance");
    assert.equal(text({ remove: ["limit"] }), "REMOVE #limit");
    assert.equal(
      text({ remove: ["limit"], add: { size: -1 }, set: { balance: 1, name: 2 } }),
      "SET #balance = :balance, #name = :name ADD #size :size REMOVE #limit",
    );
  });

  test("the condition and the changes share names, not values", () => {
    const expression = new Expression(fields);
    assert.equal(updateExpression(expression, { add: { balance: -5 } }), "ADD #balance :balance");
    assert.equal(
      conditionExpression(expression, { balance: { ">=": 5 } }),
      "#balance >= :balance_2",
    );
    const ExpressionAttributeNames = { "#balance": "balance" };
    assert.deepEqual(expression.placeholders(), {
      ExpressionAttributeNames,
      ExpressionAttributeValues: { ":balance": { N: "-5" }, ":balance_2": { N: "5" } },
    });
  });

  const wallet = { user_id: string(), balance: int(), owner: string(), note: string().optional() };
  const check = (changes: AnyChanges) => checkChanges(wallet, ["user_id"], changes);

  test("one that could create an incomplete item is refused, with what would be missing", () => {
    assert.throws(() => check({ set: { balance: 1 } }), {
      code: "RequestInvalid",
      message: /without owner\..*user_id: \{ exists: true \}/,
    });
    assert.throws(() => check({ add: { balance: 1 } }), {
      code: "RequestInvalid",
      message: /without owner\./,
    });
    assert.throws(() => check({ remove: ["note"] }), {
      code: "RequestInvalid",
      message: /without balance, owner\./,
    });
    for (const some of [{ user_id: { exists: false } }, { balance: { "<>": 1 } }])
      assert.throws(() => check({ set: { balance: 1 }, if: some }), {
        code: "RequestInvalid",
        message: /without owner/,
      });
  });

  test("a condition that only an existing item satisfies makes it valid, and so does a whole item", () => {
    for (const some of [{ user_id: { exists: true } }, { balance: { ">=": 1 } }, { note: "x" }])
      check({ set: { balance: 1 }, if: some });
    check({ set: { owner: "ada" }, add: { balance: 1 } });
    check({ set: { owner: "ada", balance: 1 }, remove: ["note"] });
    check({ remove: ["note"], if: { user_id: { exists: true } } });
  });

  test("keys, required attributes and nothing at all can't be changed", () => {
    const exists = { if: { user_id: { exists: true } } };
    for (const changes of [
      { set: { user_id: "bob" } },
      { add: { user_id: 1 } },
      { remove: ["user_id"] },
    ])
      assert.throws(() => check({ ...changes, ...exists }), {
        code: "RequestInvalid",
        message: /can't change user_id/,
      });
    assert.throws(() => check({ remove: ["balance"], ...exists }), {
      code: "RequestInvalid",
      message: /can't remove balance/,
    });
    for (const changes of [{}, { set: {} }, { set: {}, add: {}, remove: [] }, exists])
      assert.throws(() => check(changes), { code: "RequestInvalid", message: /changes nothing/ });
  });
});

describe("in DynamoDB Local", () => {
  let db: DynamoDBClient;
  before(async () => (db = await database()));

  test("what a program does to a request's input doesn't change later requests", () => {
    const fields = { id: string(), note: string().optional() };
    const table = new (Table({ name: "t", fields, partitionKey: "id" }))(undefined as never);
    const change = { set: { note: "a" }, if: { id: { exists: true } } } as const;
    const make = () => table.update({ id: "a" }, change).join().input;
    const first = make();
    const expected = structuredClone(first);
    for (const input of [first, make()]) {
      Object.assign(input.ExpressionAttributeNames ?? {}, { "#note": "other" });
      delete input.ExpressionAttributeNames?.["#id"];
      assert.deepEqual(make(), expected);
    }
  });

  test("queries of the same shape keep their own values, and others their own text", async () => {
    const definition = { id: string(), day: int(), total: int(), note: string().optional() };
    const Days = Table({ name: "days", fields: definition, partitionKey: "id", sortKey: "day" });
    const days = new Days(db);
    const textOf = (input: object) => {
      const { KeyConditionExpression, FilterExpression, ExpressionAttributeValues } = input as {
        KeyConditionExpression?: string;
        FilterExpression?: string;
        ExpressionAttributeValues?: object;
      };
      return [KeyConditionExpression, FilterExpression, ExpressionAttributeValues];
    };
    const first = [
      days.query({ id: "a" }),
      days.query({ id: "a", day: 1 }),
      days.query({ id: "a", day: { ">": 1 } }),
      days.query({ id: "a" }, { filter: { total: 5 } }),
      days.query({ id: "a", day: { between: [1, 2] } }, { filter: { total: { "<": 5 } } }),
    ];
    const second = [
      days.query({ id: "b" }),
      days.query({ id: "b", day: 2 }),
      days.query({ id: "b", day: { ">": 2 } }),
      days.query({ id: "b" }, { filter: { total: 6 } }),
      days.query({ id: "b", day: { between: [2, 3] } }, { filter: { total: { "<": 6 } } }),
    ];
    const key = "#id = :id";
    const rows = (id: string, day: string, total: string, to: string) => [
      [key, undefined, { ":id": { S: id } }],
      [`${key} AND #day = :day`, undefined, { ":id": { S: id }, ":day": { N: day } }],
      [`${key} AND #day > :day`, undefined, { ":id": { S: id }, ":day": { N: day } }],
      [key, "#total = :total", { ":id": { S: id }, ":total": { N: total } }],
      [
        `${key} AND #day BETWEEN :from AND :to`,
        "#total < :total",
        { ":id": { S: id }, ":from": { N: day }, ":to": { N: to }, ":total": { N: total } },
      ],
    ];
    assert.deepEqual(
      first.map(({ input }) => textOf(input)),
      rows("a", "1", "5", "2"),
    );
    assert.deepEqual(
      second.map(({ input }) => textOf(input)),
      rows("b", "2", "6", "3"),
    );
    // The same names and operators elsewhere.
    const others = [
      days.scan({ filter: { id: "a" } }),
      days.put({ id: "a", day: 1, total: 5 }, { if: { id: "a" } }),
      days.query({ id: "a" }),
    ];
    assert.deepEqual(
      others.map(({ input }) => [...textOf(input), (input as PutItemInput).ConditionExpression]),
      [
        [undefined, "#id = :id", { ":id": { S: "a" } }, undefined],
        [undefined, undefined, { ":id": { S: "a" } }, "#id = :id"],
        [key, undefined, { ":id": { S: "a" } }, undefined],
      ],
    );
    // A value of a known shape is checked, too; what has no shape is refused as ever.
    const wrong = { total: "six" as unknown as number };
    await rejects(days.query({ id: "c" }, { filter: wrong }), { code: "ItemEncodeError" });
    await rejects(
      days.query({ id: "c" }, { filter: ["total"] as object }),
      /Conditions are an obj/,
    );
    await rejects(days.query({ id: "c" }, { filter: {} }), /This condition is empty/);
  });

  test("attributes of every name are written, read, updated, queried and removed", async () => {
    for (const name of [...ODD, "new\nline"]) {
      const names = `odd_${ODD.indexOf(name) + 2}`;
      class Odd extends Table({
        name: names,
        fields: { id: string(), [name]: int(), other: int().optional() },
        partitionKey: "id",
        sortKey: name,
      }) {}
      class Plain extends Table({
        name: `plain_${names}`,
        fields: { id: string(), [name]: int().optional() },
        partitionKey: "id",
      }) {}
      const keyed = await created(new Odd(db));
      await keyed.put({ id: "a", [name]: 5 });
      assert.deepEqual(await keyed.get({ id: "a", [name]: 5 }), { id: "a", [name]: 5 });
      assert.deepEqual((await keyed.query({ id: "a", [name]: { between: [1, 9] } })).items, [
        { id: "a", [name]: 5 },
      ]);
      assert.deepEqual((await keyed.query({ id: "a", [name]: { ">": 5 } })).items, []);

      const plain = await created(new Plain(db));
      const { id, ...changed } = await plain.update({ id: "a" }, { set: { [name]: 1 } });
      assert.deepEqual([id, changed], ["a", { [name]: 1 }]);
      assert.deepEqual(
        await plain.update(
          { id: "a" },
          { add: { [name]: 2 }, if: { [name]: { "=": 1, in: [1, 7] } } },
        ),
        { id: "a", [name]: 3 },
      );
      await rejects(plain.put({ id: "a", [name]: 9 }, { if: { [name]: { exists: false } } }), {
        code: "ConditionalCheckFailedException",
      });
      assert.deepEqual((await plain.scan({ filter: { [name]: 3 } })).items, [
        { id: "a", [name]: 3 },
      ]);
      assert.deepEqual(await plain.update({ id: "a" }, { remove: [name] } as never), { id: "a" });
    }
  });

  test("a name may be longer than a placeholder may be", async () => {
    const name = "n".repeat(300);
    class Long extends Table({
      name: "long_name",
      fields: { id: string(), [name]: int() },
      partitionKey: "id",
    }) {}
    const table = await created(new Long(db));
    await table.put({ id: "a", [name]: 1 });
    assert.deepEqual(
      await table.update({ id: "a" }, { add: { [name]: 1 }, if: { id: { exists: true } } }),
      { id: "a", [name]: 2 },
    );
  });

  test("every operator chooses the items that it should", async () => {
    class Texts extends Table({
      name: "operators",
      fields: { id: string(), n: int().optional(), place: point.optional() },
      partitionKey: "id",
    }) {}
    const table = await created(new Texts(db));
    for (const item of [
      { id: "a1", n: 1 },
      { id: "a2", n: 2, place: { x: 1 } },
      { id: "b3", n: 3 },
      { id: "b4" },
    ])
      await table.put(item);
    const cases: [Parameters<typeof table.scan>[0], string[]][] = [
      [{ filter: { n: 2 } }, ["a2"]],
      [{ filter: { n: { "<>": 2 } } }, ["a1", "b3", "b4"]],
      [{ filter: { n: { "<": 2 } } }, ["a1"]],
      [{ filter: { n: { "<=": 2 } } }, ["a1", "a2"]],
      [{ filter: { n: { ">": 2 } } }, ["b3"]],
      [{ filter: { n: { ">=": 2 } } }, ["a2", "b3"]],
      [{ filter: { n: { between: [2, 3] } } }, ["a2", "b3"]],
      [{ filter: { n: { in: [1, 3] } } }, ["a1", "b3"]],
      [{ filter: { id: { begins_with: "b" } } }, ["b3", "b4"]],
      [{ filter: { n: { exists: false } } }, ["b4"]],
      [{ filter: { n: { exists: true }, id: { begins_with: "b" } } }, ["b3"]],
      [{ filter: { n: { ">": 1, "<": 3 } } }, ["a2"]],
      [{ filter: { place: { "=": { x: 1 } } } }, ["a2"]],
    ];
    for (const [options, ids] of cases)
      assert.deepEqual(
        (await table.scan(options).all()).map(({ id }) => id).sort(),
        ids,
        JSON.stringify(options),
      );
  });

  test("an update whose condition fails creates nothing", async () => {
    class Wallets extends Table({
      name: "wallets",
      fields: { id: string(), balance: int() },
      partitionKey: "id",
    }) {}
    const table = await created(new Wallets(db));
    const demanding = [
      { id: { exists: true } },
      { balance: { ">=": 0 } },
      { balance: 0 },
      { balance: { in: [0] } },
      { balance: { between: [0, 9] } },
    ] as const;
    for (const some of [...demanding, { id: { begins_with: "a" } }])
      await rejects(
        table.update({ id: "ada" }, { add: { balance: 1 }, if: some }),
        { code: "ConditionalCheckFailedException" },
        JSON.stringify(some),
      );
    assert.equal(await table.get({ id: "ada" }), undefined);
  });
});
