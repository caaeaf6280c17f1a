import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { PutItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { field } from "../fields/field";
import { decimal, int } from "../fields/numbers";
import { string } from "../fields/texts";
import { measure } from "../client/measure";
import { created, database } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { decodeItem } from "./decode";
import { encodeItem } from "./encode";
import { itemSize } from "./size";
import type { StoredItem } from "./types";

const wallet = { user_id: string(), balance: int(), note: string().optional() };

describe("encodeItem", () => {
  test("each attribute by its field, {} for {}", () => {
    assert.deepEqual(encodeItem(wallet, { user_id: "ada", balance: 100, note: "hi" }), {
      user_id: { S: "ada" },
      balance: { N: "100" },
      note: { S: "hi" },
    });
    assert.deepEqual(encodeItem(wallet, {}), {});
    assert.deepEqual(encodeItem({}, {}), {});
  });

  test("keys restrict it; those that the data lack are skipped", () => {
    assert.deepEqual(encodeItem(wallet, { user_id: "ada", balance: 100 }, ["balance", "note"]), {
      balance: { N: "100" },
    });
    assert.deepEqual(encodeItem(wallet, { user_id: "ada" }, []), {});
    // What isn't asked for isn't looked at.
    assert.deepEqual(
      encodeItem(wallet, { user_id: "ada", balance: "much" } as never, ["user_id"]),
      { user_id: { S: "ada" } },
    );
  });

  test("undefined is left out; null is a value, and refused", () => {
    assert.deepEqual(encodeItem(wallet, { user_id: "ada", balance: undefined } as never), {
      user_id: { S: "ada" },
    });
    assert.throws(() => encodeItem(wallet, { balance: null } as never), {
      code: "ItemEncodeError",
      attribute: "balance",
      value: null,
    });
  });

  test("an unknown field is refused by name, and the message lists the known ones", () => {
    const refusal = {
      name: "ItemError",
      code: "ItemEncodeError",
      attribute: "balnce",
      value: 1,
      message: /"balnce".*user_id, balance, note/,
    };
    assert.throws(() => encodeItem(wallet, { balnce: 1 } as never), refusal);
  });

  test("properties that every object has aren't fields, unless they are declared", () => {
    for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
      const data = JSON.parse(`{ "${name}": 1 }`) as never;
      assert.throws(() => encodeItem(wallet, data), { code: "ItemEncodeError", attribute: name });
      assert.deepEqual(Object.entries(encodeItem({ [name]: int() }, data)), [[name, { N: "1" }]]);
    }
  });
});

describe("decodeItem", () => {
  const stored: StoredItem = {
    unknown: { S: "left out" },
    balance: { N: "100" },
    user_id: { S: "ada" },
  };

  test("the declared attributes, in the order of the fields", () => {
    const item = decodeItem(wallet, stored);
    assert.deepEqual(item, { user_id: "ada", balance: 100 });
    assert.deepEqual(Object.keys(item), ["user_id", "balance"]);
    assert.deepEqual(Object.keys(decodeItem({ balance: int(), user_id: string() }, stored)), [
      "balance",
      "user_id",
    ]);
  });

  test("keys restrict it; then nothing has to be there", () => {
    assert.deepEqual(decodeItem(wallet, stored, ["balance", "note"]), { balance: 100 });
    assert.deepEqual(decodeItem(wallet, {}, ["balance"]), {});
    assert.deepEqual(
      decodeItem(wallet, { balance: { S: "1" }, user_id: { S: "ada" } }, ["user_id"]),
      { user_id: "ada" },
    );
  });

  test("a required attribute that is missing is named; an optional one may be", () => {
    const old = { user_id: { S: "ada" } };
    assert.throws(() => decodeItem(wallet, old), {
      code: "ItemDecodeError",
      attribute: "balance",
      message: /no balance.*optional\(\)/,
    });
    // The item is older than the attribute: declaring it optional is what reads it.
    assert.deepEqual(decodeItem({ ...wallet, balance: int().optional() }, old), { user_id: "ada" });
  });

  test("a wrong type is refused, also of an optional attribute", () => {
    for (const balance of [{ S: "1" }, { NULL: true }, { L: [] }, { N: "1.5" }])
      assert.throws(() => decodeItem(wallet, { ...stored, balance }), {
        code: "ItemDecodeError",
        attribute: "balance",
        value: balance,
      });
    assert.throws(() => decodeItem(wallet, { ...stored, note: { N: "1" } }), {
      code: "ItemDecodeError",
      attribute: "note",
    });
  });

  test("such names are decoded like others if they are declared", () => {
    for (const name of ["constructor", "toString", "__proto__"]) {
      const fields = { user_id: string(), [name]: int().optional() };
      const item = decodeItem(fields, encodeItem(fields, { user_id: "ada", [name]: 1 }));
      assert.deepEqual(Object.entries(item), [
        ["user_id", "ada"],
        [name, 1],
      ]);
    }
  });

  test("such a name that is missing is missing", () => {
    for (const name of ["constructor", "toString"]) {
      assert.deepEqual(
        decodeItem({ user_id: string(), [name]: int().optional() }, { user_id: { S: "ada" } }),
        { user_id: "ada" },
      );
      assert.throws(
        () => decodeItem({ user_id: string(), [name]: int() }, { user_id: { S: "ada" } }),
        { code: "ItemDecodeError", message: new RegExp(`no ${name}`) },
      );
    }
  });
});

describe("itemSize", () => {
  let db: DynamoDBClient;
  before(async () => (db = await database()));

  class Sized extends Table({
    name: "sized",
    fields: { id: string(), padding: string().optional() },
    partitionKey: "id",
  }) {}

  /** Units of writing this item where none was: one for each 1024 bytes begun. */
  async function charged(Item: StoredItem): Promise<number> {
    const table = new Sized(db);
    await table.delete({ id: Item["id"]?.S ?? "" });
    return (await measure(db, () => db.send(new PutItemCommand({ TableName: table.name, Item }))))
      .units;
  }

  /** Pads the item to one kilobyte: that must cost one unit, and a byte more must cost two. */
  async function agrees(item: StoredItem): Promise<void> {
    const padded = (bytes: number) => ({
      ...item,
      id: { S: "a" },
      padding: { S: "x".repeat(bytes) },
    });
    const rest = 1024 - itemSize(padded(0));
    assert.equal(itemSize(padded(rest)), 1024);
    assert.deepEqual(
      [await charged(padded(rest)), await charged(padded(rest + 1))],
      [1, 2],
      `with ${JSON.stringify(item)}`,
    );
  }

  test("an empty item has no bytes", () => assert.equal(itemSize({}), 0));

  test("DynamoDB Local counts texts and names as it does, in bytes of UTF-8", async () => {
    await created(new Sized(db));
    for (const item of [
      {},
      { text: { S: "" } },
      { text: { S: "é☃😀" } },
      { "é☃": { S: "x" } },
      { bytes: { B: new Uint8Array(100) } },
    ])
      await agrees(item);
  });

  test("and everything that isn't a number", async () => {
    const items: StoredItem[] = [
      { a: { BOOL: true } },
      { a: { NULL: true } },
      { a: { SS: ["x", "yy", "é"] } },
      { a: { BS: [new Uint8Array(3), new Uint8Array(4)] } },
      { a: { L: [] } },
      { a: { L: [{ S: "x" }, { NULL: true }, { M: {} }] } },
      { a: { M: {} } },
      { a: { M: { b: { S: "x" }, cc: { L: [{ BOOL: false }] } } } },
    ];
    for (const item of items) await agrees(item);
  });

  test("and numbers: a byte for two digits", async () => {
    const longest = "12345678901234567890123456789012345678";
    for (const n of [
      "0",
      "1",
      "12",
      "123",
      "1234",
      "100",
      "1E20",
      "-1",
      "-12",
      "-123",
      "0.1",
      "0.01",
      "12.5",
      longest,
    ])
      await agrees({ n: { N: n } });
    await agrees({ numbers: { NS: ["1", "123", "-12"] } });
  });

  test("and numbers whose digits make pairs on either side of the point", async () => {
    // 1.5 is 01.50, 120 is 01 20, 0.015 is 0.01 50: two pairs each.
    for (const n of ["1.5", "-1.5", "120", "0.015", "12.345"]) await agrees({ n: { N: n } });
  });

  test("several kilobytes", async () => {
    const bytes = (count: number) => ({
      id: { S: "a" },
      padding: { S: "x".repeat(count - itemSize({ id: { S: "a" }, padding: { S: "" } })) },
    });
    for (const kilobytes of [2, 5, 50])
      assert.deepEqual(
        [await charged(bytes(1024 * kilobytes)), await charged(bytes(1024 * kilobytes + 1))],
        [kilobytes, kilobytes + 1],
      );
  });

  test("an item with every type of field survives a round trip", async () => {
    const tags = field<string[], "SS">({
      name: "tags",
      type: "SS",
      takes: "texts",
      encode: (texts) => texts,
      decode: (texts) => [...texts].sort(),
    });
    const bytes = field<Uint8Array, "B">({
      name: "bytes",
      type: "B",
      takes: "bytes",
      encode: (value) => value,
      decode: (value) => value,
    });
    class Various extends Table({
      name: "various",
      fields: { id: bytes, tags, amount: decimal() },
      partitionKey: "id",
    }) {}
    const table = await created(new Various(db));
    const item = { id: new Uint8Array([0, 255]), tags: ["a", "b"], amount: "0.10000000000000001" };
    await table.put(item);
    assert.deepEqual(await table.get({ id: item.id }), item);
  });
});
