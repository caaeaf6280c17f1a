/** Every field gives back what it took, in the order that DynamoDB gives. */
import assert from "node:assert/strict";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import fc from "fast-check";
import { compareStored } from "../../lib/fields/order";
import { sameNumber } from "../../lib/fields/number-text";
import { batchWrite, decodeItem, encodeItem, joined, string, Table } from "../../lib/index";
import { created } from "../testing/fixtures";
import { db } from "./database";
import type { Property } from "./property";
import { DECIMAL, EXACT, exactFields, exactItem, KEYS } from "./values";

let count = 0;

/** Compares two values of one kind as DynamoDB would: equal decimals may be spelled otherwise. */
const assertSame = (kind: string, found: unknown, expected: unknown) =>
  kind === "decimal"
    ? assert.ok(
        sameNumber(String(found), String(expected)),
        `${String(found)}, not ${String(expected)}`,
      )
    : assert.deepEqual(found, expected);

const roundTrips: Property = {
  name: "every field gives back what it took",
  runs: { quick: 200, hard: 20_000 },
  holds: () =>
    fc.property(exactItem, DECIMAL.values, (item, number) => {
      assert.deepEqual(decodeItem(exactFields, encodeItem(exactFields, item)), item);
      const stored = DECIMAL.field.encode(number, "decimal");
      assert.equal(DECIMAL.field.decode(stored, "decimal"), number);
    }),
};

const readBySdk: Property = {
  name: "what the library writes, @aws-sdk/util-dynamodb reads, and the other way round",
  runs: { quick: 200, hard: 20_000 },
  holds: () =>
    fc.property(exactItem, DECIMAL.values, (item, number) => {
      const options = { wrapNumbers: false } as const;
      assert.deepEqual(unmarshall(encodeItem(exactFields, item), options), item);
      assert.deepEqual(decodeItem(exactFields, marshall(item) as never), item);
      const stored = { decimal: DECIMAL.field.encode(number, "decimal") };
      const wrapped = unmarshall(stored, { wrapNumbers: true })["decimal"] as { value: string };
      assert.equal(wrapped.value, number);
    }),
};

const stored: Property = {
  name: "DynamoDB gives back every field's value",
  runs: { quick: 15, hard: 1_000 },
  holds: () => {
    class Items extends Table({
      name: "property_items",
      fields: { id: string(), ...exactFields, decimal: DECIMAL.field },
      partitionKey: "id",
    }) {}
    const items = db.then((client) => created(new Items(client)));
    return fc.asyncProperty(exactItem, DECIMAL.values, async (item, number) => {
      const table = await items;
      const id = `item ${++count}`;
      await table.put({ id, ...item, decimal: number });
      const { decimal, ...found } = (await table.get({ id })) ?? {};
      assert.deepEqual(found, { id, ...item });
      assertSame("decimal", decimal, number);
    });
  },
};

/** A table whose sort key has such a field. */
const sortedBy = (kind: keyof typeof KEYS) =>
  db.then((client) =>
    created(
      new (Table({
        name: `property_sorted_${kind}`,
        fields: { group: string(), key: KEYS[kind].field },
        partitionKey: "group",
        sortKey: "key",
      }))(client),
    ),
  );

const sorted = Object.keys(KEYS).map((name): Property => {
  const kind = name as keyof typeof KEYS;
  const { field, values } = KEYS[kind];
  const encode = (value: unknown) => field.encode(value, "key");
  const compare = (a: unknown, b: unknown) => compareStored(encode(a), encode(b)) ?? NaN;
  return {
    name: `a sort key of ${kind} comes back in its order, from either end, and between any two`,
    runs: { quick: 5, hard: 150 },
    holds: () => {
      const sortedTable = sortedBy(kind);
      const keys = fc.uniqueArray(values, {
        minLength: 2,
        maxLength: 12,
        comparator: (a, b) => compare(a, b) === 0,
      });
      return fc.asyncProperty(keys, async (given) => {
        const table = await sortedTable;
        const group = `group ${++count}`;
        await batchWrite(...given.map((key) => table.put({ group, key })));
        const expected = [...given].sort(compare);
        const found = (await table.query({ group }).all()).map(({ key }) => key);
        assert.equal(found.length, expected.length);
        found.forEach((key, index) => assertSame(kind, key, expected[index]));
        const back = await table.query({ group }, { descending: true }).all();
        assert.deepEqual(
          back.map(({ key }) => key),
          [...found].reverse(),
        );
        const [from, to] = [expected[1], expected.at(-1)];
        const between = await table.query({ group, key: { between: [from, to] } as never }).all();
        assert.equal(between.length, expected.length - 1);
      });
    },
  };
});

const joinedOrder: Property = {
  name: "joined numbers of as many digits are in the order of their parts",
  runs: { quick: 200, hard: 20_000 },
  holds: () => {
    const field = joined("int", "int");
    const digits = fc.integer({ min: 100, max: 999 });
    const pair = fc.tuple(digits, digits);
    return fc.property(pair, pair, (a, b) => {
      const encode = ([x, y]: [number, number]) => field.encode(`${x}_${y}`, "key");
      const byParts = a[0] - b[0] || a[1] - b[1];
      assert.equal(Math.sign(compareStored(encode(a), encode(b)) ?? NaN), Math.sign(byParts));
    });
  },
};

const numberOrder: Property = {
  name: "numbers compare by their values, however they are spelled",
  runs: { quick: 500, hard: 50_000 },
  holds: () =>
    fc.property(EXACT.int.values, EXACT.int.values, DECIMAL.values, (a, b, number) => {
      const n = (value: unknown) => ({ N: String(value) });
      const difference = Number(a) === Number(b) ? 0 : Number(a) < Number(b) ? -1 : 1;
      assert.equal(Math.sign(compareStored(n(a), n(b)) ?? NaN), difference);
      const opposite = String(number).replace(/^(-?)/, (sign) => (sign === "" ? "-" : ""));
      const [above, below] = [
        compareStored(n(number), n(opposite)),
        compareStored(n(opposite), n(number)),
      ];
      assert.equal(Math.sign(above ?? NaN) + Math.sign(below ?? NaN), 0);
      assert.equal(compareStored(n(number), n(number)), 0);
    }),
};

export const CODEC: Property[] = [
  roundTrips,
  readBySdk,
  stored,
  ...sorted,
  joinedOrder,
  numberOrder,
];
