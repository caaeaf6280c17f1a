import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { field } from "../fields/field";
import { int } from "../fields/numbers";
import { joined, oneOf, string, uuid } from "../fields/texts";
import { created, database, rejects } from "../../scripts/testing/fixtures";
import { Table } from "./table";

const flag = field<boolean, "BOOL">({
  name: "flag",
  type: "BOOL",
  takes: "true or false",
  encode: (value) => value,
  decode: (value) => value,
});
const bytes = field<Uint8Array, "B">({
  name: "bytes",
  type: "B",
  takes: "bytes",
  encode: (value) => value,
  decode: (value) => value,
});
const fields = { id: string(), at: int(), kind: string(), note: string().optional(), done: flag };

/** What CreateTable would be sent; nothing is. */
const input = (Class: new (db: DynamoDBClient) => { createTable(): { input: object } }) =>
  new Class(new DynamoDBClient({})).createTable().input;

/** With values that TypeScript rejects. */
const refuses = (definition: object, message: RegExp) =>
  assert.throws(() => Table(definition as never), {
    name: "DynamoError",
    code: "DefinitionInvalid",
    message,
  });

describe("a definition that contradicts itself", () => {
  const table = { name: "table", fields, partitionKey: "id", sortKey: "at" };

  test("has a key that isn't a field", () => {
    refuses({ ...table, partitionKey: "user" }, /key user isn't among the fields: id, at, kind/);
    refuses({ ...table, sortKey: "user" }, /key user/);
    refuses({ name: "table", fields }, /key undefined/);
    refuses({ ...table, partitionKey: "constructor" }, /key constructor/);
    refuses({ ...table, indexes: { by_user: { partitionKey: "user" } } }, /key user/);
    refuses(
      { ...table, indexes: { by_user: { partitionKey: "kind", sortKey: "user" } } },
      /key user/,
    );
    refuses({ ...table, indexes: { by_user: { sortKey: "user" } } }, /key user/);
  });

  test("has a key of a type that no key can have", () => {
    refuses({ ...table, partitionKey: "done" }, /key done has type BOOL/);
    refuses({ ...table, sortKey: "done" }, /key done has type BOOL/);
    refuses({ ...table, indexes: { by_done: { partitionKey: "done" } } }, /key done has type BOOL/);
  });

  test("has a table's key that items may lack", () => {
    refuses({ ...table, partitionKey: "note" }, /note.*optional\(\)/);
    refuses({ ...table, sortKey: "note" }, /note.*optional\(\)/);
    // An item without an index's key isn't in the index: that is allowed.
    Table({
      name: "table",
      fields,
      partitionKey: "id",
      indexes: { by_note: { partitionKey: "note" } },
    });
  });

  test("has an index without a key, or a local one without a sort key in the table", () => {
    refuses({ ...table, indexes: { empty: {} } }, /index empty has no key/);
    refuses(
      { name: "table", fields, partitionKey: "id", indexes: { by_kind: { sortKey: "kind" } } },
      /index by_kind is local/,
    );
  });

  test("has properties that mean nothing", () => {
    refuses({ ...table, hashKey: "id" }, /table can't have a hashKey/);
    refuses(
      { ...table, indexes: { by_kind: { partitionKey: "kind", project: "ALL" } } },
      /index by_kind can't have a project\b/,
    );
  });

  test("has one attribute twice in a key", () => {
    refuses({ ...table, sortKey: "id" }, /id/);
    refuses(
      { ...table, indexes: { by_kind: { partitionKey: "kind", sortKey: "kind" } } },
      /by_kind/,
    );
    refuses({ ...table, indexes: { by_id: { sortKey: "id" } } }, /by_id/);
  });

  test("has a projection of nothing, or of an attribute that isn't declared", () => {
    refuses(
      { ...table, indexes: { by_kind: { partitionKey: "kind", projection: [] } } },
      /by_kind/,
    );
    refuses(
      { ...table, indexes: { by_kind: { partitionKey: "kind", projection: ["title"] } } },
      /title/,
    );
    refuses(
      { ...table, indexes: { by_kind: { partitionKey: "kind", projection: "SOME" } } },
      /by_kind/,
    );
  });

  test("has a throughput that nothing would have: of a local index, or of an on-demand table's", () => {
    const throughput = { read: 5, write: 5 };
    refuses(
      { ...table, throughput, indexes: { by_kind: { sortKey: "kind", throughput } } },
      /by_kind/,
    );
    refuses({ ...table, indexes: { by_kind: { partitionKey: "kind", throughput } } }, /by_kind/);
  });

  test("is seen by TypeScript too", () => {
    // @ts-expect-error No such field.
    assert.throws(() => Table({ name: "table", fields, partitionKey: "user" }));
    assert.throws(() =>
      Table({
        name: "table",
        fields,
        partitionKey: "id",
        // @ts-expect-error No such property of an index.
        indexes: { by_kind: { partitionKey: "kind", unique: true } },
      }),
    );
    const table = new (Table({
      name: "table",
      fields,
      partitionKey: "id",
      indexes: { by_kind: { partitionKey: "kind" } },
    }))(new DynamoDBClient({}));
    // @ts-expect-error No such index.
    assert.throws(() => table.index("by_note"), {
      code: "RequestInvalid",
      message: /no index by_note.*by_kind/,
    });
    // @ts-expect-error A property of every object is no index either.
    assert.throws(() => table.index("constructor"), { code: "RequestInvalid" });
  });
});

describe("the parameters of CreateTable", () => {
  test("a key alone: nothing else is sent", () => {
    class UserWallet extends Table({
      name: "user_wallet",
      fields: { user_id: uuid(), balance: int() },
      partitionKey: "user_id",
      throughput: { read: 1, write: 1 },
    }) {}
    assert.deepEqual(input(UserWallet), {
      TableName: "user_wallet",
      KeySchema: [{ AttributeName: "user_id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "user_id", AttributeType: "S" }],
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
    });
  });

  test("two global indexes that share a key attribute: each attribute is defined once", () => {
    class Purchases extends Table({
      name: "purchase",
      fields: {
        order_id: uuid(),
        user_id: uuid(),
        product_id: uuid(),
        created: int(),
        order_status: oneOf(101, 201),
        order_status_created: joined("int", "int"),
      },
      partitionKey: "order_id",
      indexes: {
        for_user_id: { partitionKey: "user_id", sortKey: "order_status_created" },
        for_product_id: { partitionKey: "product_id", sortKey: "order_status_created" },
      },
      throughput: { read: 1, write: 1 },
    }) {}
    const units = { ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 } };
    const index = (IndexName: string, AttributeName: string) => ({
      IndexName,
      KeySchema: [
        { AttributeName, KeyType: "HASH" },
        { AttributeName: "order_status_created", KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
      ...units,
    });
    const { AttributeDefinitions, ...others } = input(Purchases) as {
      AttributeDefinitions: { AttributeName: string }[];
    };
    assert.deepEqual(others, {
      TableName: "purchase",
      KeySchema: [{ AttributeName: "order_id", KeyType: "HASH" }],
      GlobalSecondaryIndexes: [
        index("for_user_id", "user_id"),
        index("for_product_id", "product_id"),
      ],
      ...units,
    });
    const names = ["order_id", "user_id", "product_id", "order_status_created"];
    const byName = AttributeDefinitions.sort(
      (a, b) => names.indexOf(a.AttributeName) - names.indexOf(b.AttributeName),
    );
    assert.deepEqual(
      byName,
      names.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    );
  });

  test("without throughput the table and its indexes are on-demand", () => {
    class OnDemand extends Table({
      name: "on_demand",
      fields,
      partitionKey: "id",
      indexes: { by_kind: { partitionKey: "kind" } },
    }) {}
    assert.deepEqual(input(OnDemand), {
      TableName: "on_demand",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [
        { AttributeName: "id", AttributeType: "S" },
        { AttributeName: "kind", AttributeType: "S" },
      ],
      GlobalSecondaryIndexes: [
        {
          IndexName: "by_kind",
          KeySchema: [{ AttributeName: "kind", KeyType: "HASH" }],
          Projection: { ProjectionType: "ALL" },
        },
      ],
      BillingMode: "PAY_PER_REQUEST",
    });
  });

  test("an index may have a throughput of its own; a local one has none", () => {
    class Mixed extends Table({
      name: "mixed",
      fields,
      partitionKey: "id",
      sortKey: "at",
      indexes: {
        by_kind: { partitionKey: "kind", throughput: { read: 2, write: 3 } },
        local: { sortKey: "note", projection: "KEYS_ONLY" },
      },
      throughput: { read: 1, write: 1 },
    }) {}
    const { GlobalSecondaryIndexes, LocalSecondaryIndexes } = input(Mixed) as {
      GlobalSecondaryIndexes: { ProvisionedThroughput: object }[];
      LocalSecondaryIndexes: object[];
    };
    assert.deepEqual(GlobalSecondaryIndexes[0]?.ProvisionedThroughput, {
      ReadCapacityUnits: 2,
      WriteCapacityUnits: 3,
    });
    assert.deepEqual(LocalSecondaryIndexes, [
      {
        IndexName: "local",
        KeySchema: [
          { AttributeName: "id", KeyType: "HASH" },
          { AttributeName: "note", KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "KEYS_ONLY" },
      },
    ]);
  });

  test("keys have the types of their fields, S, N or B", () => {
    class Typed extends Table({
      name: "typed",
      fields: { ...fields, raw: bytes },
      partitionKey: "raw",
      sortKey: "at",
    }) {}
    const { AttributeDefinitions } = input(Typed) as { AttributeDefinitions: object[] };
    assert.deepEqual(AttributeDefinitions, [
      { AttributeName: "raw", AttributeType: "B" },
      { AttributeName: "at", AttributeType: "N" },
    ]);
  });

  test("the name may be given when the table is made; the class keeps its own", () => {
    class Named extends Table({ name: "one", fields, partitionKey: "id" }) {}
    const db = new DynamoDBClient({});
    assert.deepEqual([new Named(db, { name: "other" }).name, new Named(db).name], ["other", "one"]);
    assert.equal(new Named(db, { name: "other" }).createTable().input.TableName, "other");
  });
});

describe("in DynamoDB Local", () => {
  class Events extends Table({
    name: "events",
    fields: { ...fields, note: string().optional() },
    partitionKey: "id",
    sortKey: "at",
    indexes: {
      local_all: { sortKey: "kind" },
      local_keys: { sortKey: "note", projection: "KEYS_ONLY" },
      global_keys: { partitionKey: "kind", projection: "KEYS_ONLY" },
      global_include: { partitionKey: "kind", sortKey: "at", projection: ["done"] },
      global_all: { partitionKey: "note" },
    },
  }) {}
  let db: DynamoDBClient;
  let events: Events;
  const items = [
    { id: "a", at: 1, kind: "x", done: true, note: "n" },
    { id: "a", at: 2, kind: "w", done: false },
    { id: "b", at: 1, kind: "x", done: false },
  ];
  before(async () => {
    db = await database();
    events = await created(new Events(db));
    for (const item of items) await events.put(item);
  });

  test("a local index orders a partition by another key, and can be read consistently", async () => {
    assert.deepEqual(
      await events.index("local_all").query({ id: "a" }, { consistent: true }).all(),
      [items[1], items[0]],
    );
    assert.deepEqual(
      await events
        .index("local_all")
        .query({ id: "a", kind: { begins_with: "x" } })
        .all(),
      [items[0]],
    );
  });

  test("KEYS_ONLY returns the keys of table and index, and nothing else", async () => {
    assert.deepEqual(await events.index("local_keys").query({ id: "a" }).all(), [
      { id: "a", at: 1, note: "n" },
    ]);
    const found = await events.index("global_keys").query({ kind: "x" }).all();
    assert.deepEqual(
      found.sort((a, b) => (a.id < b.id ? -1 : 1)),
      [
        { id: "a", at: 1, kind: "x" },
        { id: "b", at: 1, kind: "x" },
      ],
    );
    // @ts-expect-error The type knows it as well.
    assert.equal(found[0]?.done, undefined);
  });

  test("INCLUDE returns these attributes too", async () => {
    const [first] = await events.index("global_include").query({ kind: "w" }).all();
    assert.deepEqual(first, { id: "a", at: 2, kind: "w", done: false });
    const done: boolean | undefined = first?.done;
    assert.equal(done, false);
    // @ts-expect-error An attribute that isn't included.
    assert.equal(first?.note, undefined);
  });

  test("an item without the index's key isn't in the index", async () => {
    assert.deepEqual(await events.index("global_all").scan().all(), [items[0]]);
  });

  test("a global index isn't read consistently: TypeScript says so, and DynamoDB", async () => {
    // @ts-expect-error Of a global index there is no such read.
    await rejects(events.index("global_all").query({ note: "n" }, { consistent: true }), {
      code: "ValidationException",
    });
  });
});
