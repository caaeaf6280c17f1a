import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { list, set } from "../fields/collections";
import { decimal, int } from "../fields/numbers";
import { oneOf, string } from "../fields/texts";
import { DynamoError } from "../errors/errors";
import { Table } from "../table/table";
import { created, database } from "../../scripts/testing/fixtures";
import { map } from "./map";

class Orders extends Table({
  name: "orders_with_lines",
  fields: {
    id: string(),
    lines: list(map({ sku: string(), pieces: int(), note: string().optional() })),
    tags: set(oneOf("gift", "express")).optional(),
    sizes: set(int()).optional(),
    sets: list(set(int())).optional(),
    decimals: set(decimal()).optional(),
    address: map({ city: string(), geo: map({ lat: int() }).optional() }).optional(),
  },
  partitionKey: "id",
}) {}

type Order = Parameters<Orders["put"]>[0];
async function errorOf(request: PromiseLike<unknown>): Promise<DynamoError> {
  try {
    await request;
  } catch (error) {
    if (error instanceof DynamoError) return error;
    throw error;
  }
  throw new Error("It wasn't refused.");
}

let db: DynamoDBClient;
let orders: Orders;
before(async () => {
  db = await database();
  orders = await created(new Orders(db));
});

const whole: Order = {
  id: "1",
  lines: [
    { sku: "bear", pieces: 2 },
    { sku: "kite", pieces: 1, note: "red" },
  ],
  tags: new Set(["gift"] as const),
  sizes: new Set([3, 1, 2]),
  address: { city: "Oslo", geo: { lat: 59 } },
};

test("what is stored has DynamoDB's types, and comes back as it was", async () => {
  const put = orders.put(whole);
  assert.deepEqual(put.input.Item, {
    id: { S: "1" },
    lines: {
      L: [
        { M: { sku: { S: "bear" }, pieces: { N: "2" } } },
        { M: { sku: { S: "kite" }, pieces: { N: "1" }, note: { S: "red" } } },
      ],
    },
    tags: { SS: ["gift"] },
    sizes: { NS: ["3", "1", "2"] },
    address: { M: { city: { S: "Oslo" }, geo: { M: { lat: { N: "59" } } } } },
  });
  await put;
  assert.deepEqual(await orders.get({ id: "1" }, { consistent: true }), whole);
});

test("an update sets a whole list, and a condition compares with one", async () => {
  const lines = [{ sku: "top", pieces: 1 }];
  const changed = await orders.update(
    { id: "1" },
    { set: { lines }, if: { lines: { "=": whole.lines } } },
  );
  assert.deepEqual(changed.lines, lines);
});

describe("refused by the name of the part:", () => {
  const put = (part: object) => errorOf(orders.put({ ...whole, ...part }));
  const cases: [name: string, part: object, says: string[], attribute: string][] = [
    [
      "a part of a map",
      { lines: [{ sku: "a", pieces: 0.5 }] },
      ["lines[0].pieces can't be 0.5", "whole number"],
      "lines[0].pieces",
    ],
    [
      "a missing part",
      { lines: [whole.lines[0], { sku: "a" }] },
      ["lines[1].pieces is missing"],
      "lines[1]",
    ],
    [
      "a part without a field",
      { address: { city: "Oslo", zip: 1 } },
      ['no field "zip" in address', "city, geo"],
      "address",
    ],
    ["a gap in a list", { lines: [, whole.lines[0]] }, ["lines[0] can't be undefined"], "lines[0]"],
    [
      "an array for a set",
      { tags: ["gift"] },
      ['tags can\'t be [ "gift" ]', "It takes a Set"],
      "tags",
    ],
    [
      "an empty set",
      { sizes: new Set() },
      ["sizes is an empty set", "Leave the attribute out"],
      "sizes",
    ],
    [
      "an empty set in a list",
      { sets: [new Set([1]), new Set()] },
      ["sets[1] is an empty set", "Leave it out where it may be missing"],
      "sets[1]",
    ],
    ["a number twice", { decimals: new Set(["1.0", "1"]) }, ['decimals has "1" twice'], "decimals"],
    [
      "a value of a set",
      { tags: new Set(["slow"]) },
      ['tags (a value of it) can\'t be "slow"', "gift, express"],
      "tags (a value of it)",
    ],
    [
      "what is deeper",
      { address: { city: "Oslo", geo: { lat: "north" } } },
      ['address.geo.lat can\'t be "north"'],
      "address.geo.lat",
    ],
    [
      "no object",
      { address: "Oslo" },
      ['address can\'t be "Oslo"', "an object with city, geo"],
      "address",
    ],
  ];
  for (const [name, part, says, attribute] of cases)
    test(name, async () => {
      const error = await put(part);
      for (const words of says) assert.ok(error.message.includes(words), error.message);
      assert.equal((error as { attribute?: string }).attribute, attribute);
    });
});

describe("a definition is refused:", () => {
  const cases: [name: string, define: () => unknown, says: RegExp][] = [
    ["a list of nothing", () => list(undefined as never), /value of a list can't be .* undefined/],
    ["a function for a field", () => list(string as never), /string\(\) instead of string/],
    ["a set of lists", () => set(list(string()) as never), /type L: .*Use list\(\) for others/],
    ["a map of no fields", () => map(undefined as never), /A map takes an object of fields/],
    ["a part that is no field", () => map({ a: "S" as never }), /a can't be declared as "S"/],
    [
      "a table's attribute that is no field",
      () => Table({ name: "t", fields: { id: string(), a: list as never }, partitionKey: "id" }),
      /a can't be declared as a function/,
    ],
  ];
  for (const [name, define, message] of cases)
    test(name, () => assert.throws(define, { code: "DefinitionInvalid", message }));
});

test("add and begins_with on a list are refused before they are sent, with what works instead", async () => {
  const added = await errorOf(orders.update({ id: "1" }, { add: { lines: [] } }));
  assert.match(added.message, /add adds to numbers, and lines has type L. Use set/);
  const compared = orders.scan({ filter: { lines: { begins_with: "a" } } });
  assert.match((await errorOf(compared)).message, /lines has type L. Use "=", "<>" or exists/);
});

test("a stored map without what it must have says so", async () => {
  const { PutItemCommand } = await import("@aws-sdk/client-dynamodb");
  const Item = { id: { S: "empty" }, lines: { L: [{ M: {} }] } };
  await db.send(new PutItemCommand({ TableName: orders.name, Item }));
  const error = await errorOf(orders.get({ id: "empty" }, { consistent: true }));
  assert.match(error.message, /no lines\[0\].sku, only an empty map in lines\[0\]/);
});

test("a stored part that doesn't fit names itself and the item", async () => {
  const { PutItemCommand } = await import("@aws-sdk/client-dynamodb");
  const Item = {
    id: { S: "odd" },
    lines: { L: [{ M: { sku: { S: "a" }, pieces: { S: "two" } } }] },
  };
  await db.send(new PutItemCommand({ TableName: orders.name, Item }));
  const error = await errorOf(orders.get({ id: "odd" }, { consistent: true }));
  assert.match(error.message, /lines\[0\]\.pieces is stored as .*"two".*id: "odd"/s);
  assert.equal(error.code, "ItemDecodeError");
});
