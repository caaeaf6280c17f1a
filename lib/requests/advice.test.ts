/**
 * What the library refuses: each refusal names what it is about, sends nothing if it could know
 * that before, and its advice works when it is followed to the letter.
 */
import assert from "node:assert/strict";
import vm from "node:vm";
import { before, describe, test } from "node:test";
import {
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { cleanUp } from "../client/clean-up";
import { measure } from "../client/measure";
import { DynamoError, type ItemError } from "../errors/errors";
import { field } from "../fields/field";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { itemSize } from "../items/size";
import { created, database, said, sent } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { batchGet, batchWrite } from "./batches";
import { transactGet, transactWrite } from "./transactions";

const tags = field<Set<string>, "SS">({
  name: "tags",
  type: "SS",
  takes: "a set of strings",
  encode: (set) => [...set],
  decode: (stored) => new Set(stored),
});

class Orders extends Table({
  name: "orders",
  fields: {
    user: string(),
    at: int(),
    note: string().optional(),
    kind: string().optional(),
    tags: tags.optional(),
  },
  partitionKey: "user",
  sortKey: "at",
  indexes: {
    by_kind: { partitionKey: "kind", sortKey: "at" },
    by_note: { sortKey: "note" },
  },
}) {}
class Names extends Table({
  name: "names",
  fields: { group: string(), name: string(), size: int().optional() },
  partitionKey: "group",
  sortKey: "name",
}) {}

let db: DynamoDBClient;
let orders: Orders;
let names: Names;
before(async () => {
  db = await database();
  [orders, names] = [await created(new Orders(db)), await created(new Names(db))];
  await batchWrite(
    ...[1, 2, 3, 4, 5].map((at) => orders.put({ user: "ada", at, kind: at < 3 ? "gift" : "sale" })),
    ...["amy", "ann", "bob"].map((name) => names.put({ group: "a", name, size: name.length })),
  );
});

async function errorOf(request: PromiseLike<unknown>): Promise<DynamoError> {
  try {
    await request;
  } catch (error) {
    assert.ok(error instanceof DynamoError, String(error));
    return error;
  }
  return assert.fail("This was not refused.");
}

/** Awaits a request that must be refused, and asserts that nothing was sent. */
async function refusedUnsent(request: () => PromiseLike<unknown>): Promise<DynamoError> {
  let error: DynamoError | undefined;
  assert.deepEqual(await sent(db, async () => (error = await errorOf(request()))), []);
  return error as unknown as DynamoError;
}

function assertSays({ message }: Error, parts: readonly string[]): void {
  for (const part of parts) assert.ok(message.includes(part), `${message} doesn't say ${part}`);
}

const atsOf = (items: readonly { at: number }[]) => items.map(({ at }) => at);
const ada = { user: "ada" };
const first = { user: "ada", at: 1 };
const exists = { user: { exists: true } } as const;

/** A refusal before anything is sent, what it must say, and what its advice leads to. */
type Case = {
  name: string;
  refused: () => PromiseLike<unknown>;
  code: string;
  says: string[];
  followed: () => PromiseLike<unknown>;
  leadsTo?: unknown;
};

const queries: Case[] = [
  {
    name: "two bounds on a sort key",
    refused: () => orders.query({ ...ada, at: { ">": 1, "<": 5 } }),
    code: "RequestInvalid",
    says: ["condition on at", "at: { between: [from, to] }", "orders", 'user: "ada"'],
    followed: async () => atsOf((await orders.query({ ...ada, at: { between: [1, 5] } })).items),
    leadsTo: [1, 2, 3, 4, 5],
  },
  {
    name: "a filter on the sort key",
    refused: () => orders.query(ada, { filter: { at: { ">": 3 } } as never }),
    code: "RequestInvalid",
    says: ["filter by at", "query({ user: …, at: … })", "orders"],
    followed: async () => atsOf((await orders.query({ ...ada, at: { ">": 3 } })).items),
    leadsTo: [4, 5],
  },
  {
    name: "a filter on the partition key",
    refused: () => orders.query(ada, { filter: { user: "ada", kind: "gift" } as never }),
    code: "RequestInvalid",
    says: ["filter by user", "Leave it out"],
    followed: async () => atsOf((await orders.query(ada, { filter: { kind: "gift" } })).items),
    leadsTo: [1, 2],
  },
  {
    name: "a filter on the key of the index that is queried",
    refused: () =>
      orders.index("by_kind").query({ kind: "sale" }, { filter: { at: { ">=": 4 } } as never }),
    code: "RequestInvalid",
    says: ["filter by at", "orders, index by_kind"],
    followed: async () =>
      atsOf((await orders.index("by_kind").query({ kind: "sale", at: { ">=": 4 } })).items),
    leadsTo: [4, 5],
  },
  {
    name: "a sort key given as undefined",
    refused: () => orders.query({ ...ada, at: undefined as never }),
    code: "ItemEncodeError",
    says: ["at has no value", "leave it out to read the whole partition"],
    followed: async () => atsOf((await orders.query(ada)).items),
    leadsTo: [1, 2, 3, 4, 5],
  },
  {
    name: "a reversed range of numbers in a key",
    refused: () => orders.query({ ...ada, at: { between: [10, 9] } }),
    code: "RequestInvalid",
    says: ["between on at is reversed", "10", "9", "orders"],
    followed: async () => atsOf((await orders.query({ ...ada, at: { between: [4, 10] } })).items),
    leadsTo: [4, 5],
  },
  {
    name: "a reversed range of texts in a filter",
    refused: () => orders.scan({ filter: { kind: { between: ["z", "a"] } } }),
    code: "RequestInvalid",
    says: ["between on kind is reversed", "orders"],
    followed: async () =>
      (await orders.scan({ filter: { kind: { between: ["a", "h"] } } })).items.length,
    leadsTo: 2,
  },
  ...([{ "=": "" }, { ">": "" }, { begins_with: "" }, { between: ["", "b"] }, ""] as const).map(
    (name): Case => ({
      name: `an empty text in the condition on a sort key: ${JSON.stringify(name)}`,
      refused: () => names.query({ group: "a", name: name }),
      code: "ItemEncodeError",
      says: ["name is empty", "leave it out to read the whole partition", "names"],
      followed: async () => (await names.query({ group: "a" })).items.length,
      leadsTo: 3,
    }),
  ),
  {
    name: "a sort key that is too long",
    refused: () => names.query({ group: "a", name: { ">": "x".repeat(1025) } }),
    code: "ItemEncodeError",
    says: ["name has 1025 bytes", "1024"],
    followed: async () =>
      (await names.query({ group: "a", name: { ">": "x".repeat(1024) } })).items,
    leadsTo: [],
  },
  {
    name: "begins_with on a number",
    refused: () => orders.query({ ...ada, at: { begins_with: "1" } }),
    code: "RequestInvalid",
    says: ["begins_with compares strings", "at has type N", "between"],
    followed: async () => atsOf((await orders.query({ ...ada, at: { between: [1, 1] } })).items),
    leadsTo: [1],
  },
  {
    name: "a filter whose attribute has no value",
    refused: () => orders.scan({ filter: { note: undefined as never } }),
    code: "ItemEncodeError",
    says: ["condition on note", "note: { exists: false }"],
    followed: async () => (await orders.scan({ filter: { note: { exists: false } } })).items.length,
    leadsTo: 5,
  },
  {
    name: "more values in a list than DynamoDB takes",
    refused: () =>
      orders.scan({ filter: { at: { in: Array.from({ length: 101 }, (_, at) => at) } } }),
    code: "RequestInvalid",
    says: ["in on at", "1 to 100 values"],
    followed: async () =>
      (await orders.scan({ filter: { at: { in: Array.from({ length: 100 }, (_, at) => at) } } }))
        .items.length,
    leadsTo: 5,
  },
  ...[0, -1, 1.5, NaN, "3" as never, 2 ** 31].map((limit): Case => ({
    name: `a page of ${String(limit)} items`,
    refused: () => orders.query(ada, { limit }),
    code: "RequestInvalid",
    says: ["limit can't be", "from 1 on"],
    followed: async () => (await orders.query(ada, { limit: 1 })).items.length,
    leadsTo: 1,
  })),
  {
    name: "a cursor of another index",
    refused: async () => {
      const after = { user: { S: "ada" }, at: { N: "2" } };
      await orders.index("by_kind").query({ kind: "gift" }, { after });
    },
    code: "RequestInvalid",
    says: ["after isn't a cursor of this request", "user, at, kind", "`last`"],
    followed: async () => {
      const query = (after?: Awaited<ReturnType<typeof orders.scan>>["last"]) =>
        orders.index("by_kind").query({ kind: "gift" }, { limit: 1, after });
      return atsOf((await query((await query()).last)).items);
    },
    leadsTo: [2],
  },
  {
    name: "an item as a cursor",
    refused: () => orders.scan({ after: { user: "ada", at: 1 } as never }),
    code: "RequestInvalid",
    says: ["after isn't a cursor", "its user is", "needs type S", "`last`"],
    followed: async () => {
      const { last } = await orders.query(ada, { limit: 1 });
      return atsOf((await orders.query(ada, { limit: 1, after: last })).items);
    },
    leadsTo: [2],
  },
  {
    name: "a list in a transaction",
    refused: () => transactWrite([orders.put({ user: "eve", at: 1 }).join()] as never),
    code: "RequestInvalid",
    says: ["transactWrite() takes put()", "transactWrite(...requests)"],
    followed: () => transactWrite(...[orders.put({ user: "eve", at: 1 })]),
    leadsTo: undefined,
  },
  {
    name: "a read in a transaction of writes",
    refused: () => transactWrite(orders.get({ user: "ada", at: 1 }) as never),
    code: "RequestInvalid",
    says: ["transactWrite() takes put()", "not GetItem", "Nothing was sent"],
    followed: async () => (await transactGet(orders.get(first)))[0]?.at,
    leadsTo: 1,
  },
  {
    name: "a promise in a transaction",
    refused: () => transactGet(Promise.resolve() as never),
    code: "RequestInvalid",
    says: ["transactGet() takes get()", "not a promise", "The transaction wasn't sent"],
    followed: async () => (await transactGet(orders.get(first)))[0]?.at,
    leadsTo: 1,
  },
  {
    name: "a cursor of another partition",
    refused: () => orders.query(ada, { after: { user: { S: "bob" }, at: { N: "2" } } }),
    code: "RequestInvalid",
    says: ["another partition", '{ user: "bob" }', '{ user: "ada" }'],
    followed: async () =>
      atsOf((await orders.query(ada, { after: { user: { S: "ada" }, at: { N: "3" } } })).items),
    leadsTo: [4, 5],
  },
  {
    name: "a misspelled option in a variable",
    refused: () => orders.query(ada, { limitt: 1 } as never),
    code: "RequestInvalid",
    says: ["can't take limitt", "limit"],
    followed: async () => (await orders.query(ada, { limit: 1 })).items.length,
    leadsTo: 1,
  },
];

const writes: Case[] = [
  {
    name: "set without a value, of an optional attribute",
    refused: () => orders.update(first, { set: { note: undefined as never }, if: exists }),
    code: "ItemEncodeError",
    says: ["no value for note", 'remove: ["note"]', "orders", '{ user: "ada", at: 1 }'],
    followed: () => orders.update(first, { remove: ["note"], if: exists }),
    leadsTo: { ...first, kind: "gift" },
  },
  {
    name: "add without a value",
    refused: () => names.update({ group: "a", name: "amy" }, { add: { size: undefined as never } }),
    code: "ItemEncodeError",
    says: ["no value for size", 'remove: ["size"]', "names"],
    followed: () => names.update({ group: "a", name: "amy" }, { remove: ["size"] }),
    leadsTo: { group: "a", name: "amy" },
  },
  {
    name: "one attribute in two clauses",
    refused: () =>
      names.update({ group: "a", name: "amy" }, { set: { size: 1 }, add: { size: 1 } }),
    code: "RequestInvalid",
    says: ["changes size twice", "one of set, add and remove"],
    followed: () => names.update({ group: "a", name: "amy" }, { set: { size: 2 } }),
    leadsTo: { group: "a", name: "amy", size: 2 },
  },
  {
    name: "an empty set",
    refused: () => orders.put({ user: "set", at: 1, tags: new Set() }),
    code: "ItemEncodeError",
    says: ["tags is an empty set", "Leave the attribute out", "orders", '{ user: "set", at: 1 }'],
    followed: () => orders.put({ user: "set", at: 1 }),
    leadsTo: { user: "set", at: 1 },
  },
  {
    name: "an empty set in an update",
    refused: () => orders.update(first, { set: { tags: new Set() }, if: exists }),
    code: "ItemEncodeError",
    says: ["tags is an empty set", "an update removes it with remove"],
    followed: () => orders.update(first, { remove: ["tags"], if: exists }),
    leadsTo: { ...first, kind: "gift" },
  },
  {
    name: "null for an optional attribute",
    refused: () => orders.put({ user: "null", at: 1, note: null as never }),
    code: "ItemEncodeError",
    says: ["note can't be null", "Leave the attribute out"],
    followed: () => orders.put({ user: "null", at: 1 }),
    leadsTo: { user: "null", at: 1 },
  },
  {
    name: "a condition without a value",
    refused: () => orders.put({ user: "if", at: 1 }, { if: undefined as never }),
    code: "RequestInvalid",
    says: ["if has no value", "leave it out to write without one", '{ user: "if", at: 1 }'],
    followed: () => orders.put({ user: "if", at: 1 }),
    leadsTo: { user: "if", at: 1 },
  },
  {
    name: "a misspelled condition in a variable",
    refused: () => orders.delete(first, { when: exists } as never),
    code: "RequestInvalid",
    says: ["can't take when", "if"],
    followed: () => orders.delete({ user: "if", at: 1 }, { if: exists }),
  },
  {
    name: "one name instead of a list of names",
    refused: () => orders.update(first, { remove: "note" as never, if: exists }),
    code: "RequestInvalid",
    says: ['remove takes a list of attributes, such as ["note"]'],
    followed: () => orders.update(first, { remove: ["note"], if: exists }),
    leadsTo: { ...first, kind: "gift" },
  },
  {
    name: "the same key twice in a small batch",
    refused: () =>
      batchWrite(orders.put({ user: "b", at: 1 }), orders.delete({ user: "b", at: 1 })),
    code: "RequestInvalid",
    says: ['{ user: "b", at: 1 }', "orders twice", "nothing was written"],
    followed: () => batchWrite(orders.put({ user: "b", at: 1 })),
  },
  {
    name: "the same key twice, in different portions of a large batch",
    refused: () =>
      batchWrite(
        ...Array.from({ length: 39 }, (_, at) => orders.put({ user: "c", at })),
        orders.put({ user: "c", at: 0, note: "again" }),
      ),
    code: "RequestInvalid",
    says: ['{ user: "c", at: 0 }', "nothing was written"],
    followed: () =>
      batchWrite(...Array.from({ length: 39 }, (_, at) => orders.put({ user: "c", at }))),
  },
  {
    name: "the same key twice in a batch of reads",
    refused: () => batchGet(orders.get(first), orders.get({ user: "ada", at: 1 })),
    code: "RequestInvalid",
    says: ['{ user: "ada", at: 1 }', "Keep one of them"],
    followed: () => batchGet(orders.get(first)),
    leadsTo: [{ ...first, kind: "gift" }],
  },
  {
    name: "the same key twice in a transaction",
    refused: () =>
      transactWrite(
        orders.update(first, { set: { note: "x" }, if: exists }),
        orders.conditionCheck(first, { kind: "gift" }),
      ),
    code: "RequestInvalid",
    says: ['{ user: "ada", at: 1 }', "Join them into one"],
    followed: () =>
      transactWrite(orders.update(first, { remove: ["note"], if: { ...exists, kind: "gift" } })),
  },
  {
    name: "a condition without a change",
    refused: () => transactWrite(orders.update(first, { if: { kind: "gift" } })),
    code: "RequestInvalid",
    says: ["changes nothing", "conditionCheck(key, conditions) into transactWrite()", "orders"],
    followed: () => transactWrite(orders.conditionCheck(first, { kind: "gift" })),
  },
  {
    name: "a condition check that is sent alone",
    refused: () => orders.conditionCheck(first, { kind: "gift" }),
    code: "RequestInvalid",
    says: ["only in a transaction", "transactWrite()", '{ user: "ada", at: 1 }'],
    followed: () =>
      transactWrite(
        orders.put({ user: "checked", at: 1 }),
        orders.conditionCheck(first, { kind: "gift" }),
      ),
  },
  {
    name: "a condition check in a batch",
    refused: () => batchWrite(orders.conditionCheck(first, { kind: "gift" })),
    code: "RequestInvalid",
    says: ["takes no conditions", "transactWrite()"],
    followed: () => transactWrite(orders.conditionCheck(first, { kind: "gift" })),
  },
];

describe("refused before anything is sent, and the advice works:", () => {
  for (const { name, refused, code, says, followed, leadsTo } of [...queries, ...writes])
    test(name, async () => {
      const error = await refusedUnsent(refused);
      assert.equal(error.code, code);
      assertSays(error, says);
      assert.deepEqual(await followed(), leadsTo);
    });

  test("an item that is too large with its entries in local indexes", async () => {
    const item = { user: "large", at: 1, note: "n".repeat(1000), kind: "k".repeat(2048) };
    const size = (padding: string) =>
      itemSize({
        user: { S: "large" },
        at: { N: "1" },
        note: { S: item.note },
        tags: { SS: [padding] },
      });
    const padded = (bytes: number) => ({
      user: "large",
      at: 1,
      note: item.note,
      tags: new Set(["x".repeat(bytes - size(""))]),
    });
    // The entry in by_note holds all attributes, so the item counts twice.
    await orders.put(padded(204_800));
    const error = await refusedUnsent(() => orders.put(padded(204_801)));
    assert.equal(error.code, "ItemTooLarge");
    assertSays(error, ["204801 bytes", "409602 bytes together", "local indexes", '"large"']);
    const { note: _, ...outside } = padded(204_801);
    await orders.put(outside);
    // DynamoDB draws the line at the same byte.
    await assert.rejects(
      db.send(
        new PutItemCommand({
          TableName: "orders",
          Item: {
            user: { S: "large" },
            at: { N: "1" },
            note: { S: item.note },
            tags: { SS: [...padded(204_801).tags] },
          },
        }),
      ),
      { name: "ValidationException", message: /size/ },
    );
    await orders.delete({ user: "large", at: 1 });
  });
});

test("anything else than what TypeScript allows is refused in words, not by a TypeError", async () => {
  const wrong: unknown[] = [null, undefined, 1, "ada", [], true, new Date(0)];
  for (const one of wrong) {
    const requests = [
      () => orders.get(one as never),
      () => orders.put(one as never),
      () => orders.delete(one as never),
      () => orders.update(one as never, { remove: ["note"], if: exists }),
      () => orders.update(first, one as never),
      () => orders.query(one as never),
      () => orders.conditionCheck(first, one as never),
      () => orders.put({ user: "wrong", at: 1 }, { if: one as never }),
      ...(one === undefined
        ? []
        : [
            () => orders.query(ada, one as never),
            () => orders.query(ada, { filter: one as never }),
            () => orders.query(ada, { after: one as never }),
          ]),
      ...(one === undefined || one === null
        ? []
        : [() => orders.update(first, { set: one, if: exists })]),
    ];
    for (const request of requests)
      assert.match((await refusedUnsent(request)).message, /\. \S|, not /, String(request));
  }
});

describe("what isn't what it seems", () => {
  test("a client that wasn't awaited, and none at all", async () => {
    const promise = Promise.resolve(db) as unknown as DynamoDBClient;
    const error = await errorOf(new Orders(promise).get(first));
    assertSays(error, ["this is a promise", "await before connect()"]);
    assertSays(await errorOf(measure(promise, () => orders.get(first))), [
      "await before connect()",
    ]);
    const none = undefined as unknown as DynamoDBClient;
    assertSays(await errorOf(new Orders(none).get(first)), ["not undefined"]);
    assert.equal((await orders.get(first))?.kind, "gift");
  });

  test("a batch of what wasn't awaited", async () => {
    const items = [{ user: "batch", at: 1 }];
    const promise = Promise.resolve(items);
    const put = (item: { user: string; at: number }) => orders.put(item);
    for (const refused of [
      () => batchWrite(promise as never, put),
      () => batchWrite(promise as never),
      () => batchWrite([promise] as never),
      () => batchGet(promise as never, () => orders.get(first)),
    ])
      assertSays(await refusedUnsent(refused), ["this is a promise", "Write await before"]);
    const asynchronous = () => batchWrite(items, (async () => Promise.resolve()) as never);
    assertSays(await refusedUnsent(asynchronous), ["must not be async"]);
    assertSays(await refusedUnsent(() => transactWrite(promise as never)), [
      "Write await before",
      "must not be async",
    ]);
    await batchWrite(await promise, put);
    assert.ok(await orders.get({ user: "batch", at: 1 }, { consistent: true }));
  });

  test("an update that sets more than 400 KB", async () => {
    const tagged = (length: number) =>
      orders.update(first, { set: { tags: new Set(["x".repeat(length)]) }, if: exists });
    const error = await refusedUnsent(() => tagged(400 * 1024));
    assert.equal(error.code, "ItemTooLarge");
    assertSays(error, ["This update sets 409604 bytes", "split it into several items", "orders"]);
    assert.equal((await tagged(200_000)).tags?.size, 1);
  });

  test("with() of nothing", async () => {
    const request = orders.get(first);
    const error = await refusedUnsent(() => request.with(null as never));
    assertSays(error, ["with() takes an object", "ReturnConsumedCapacity"]);
  });

  test("an order of what has none", async () => {
    const filter = { tags: { "<": new Set(["a"]) } } as never;
    const error = await refusedUnsent(() => orders.scan({ filter }));
    assertSays(error, ["< compares strings, numbers and bytes", "tags has type"]);
    assert.ok((await orders.scan({ filter: { tags: { exists: false } } })).items.length > 0);
  });

  test("an answer that doesn't fit the fields says that the write was done", async () => {
    const big = { group: "big", name: "number", size: Number.MAX_SAFE_INTEGER };
    await names.put(big);
    const key = { group: "big", name: "number" };
    const error = await errorOf(
      names.update(key, { add: { size: 1 }, if: { group: { exists: true } } }),
    );
    assertSays(error, ["size is stored as", "UpdateItem was done all the same"]);
    await names.delete(key);
  });
});

describe("with()", () => {
  const update = () =>
    orders.update(first, { set: { note: "a" }, if: { ...exists, kind: "gift" } });

  test("another expression: the advice makes a command that DynamoDB takes", async () => {
    const request = update();
    const error = await refusedUnsent(() =>
      request.with({ UpdateExpression: "SET note = if_not_exists(note, :n)" }),
    );
    const [, expressions = ""] =
      /const \{ (.*), \.\.\.rest \} = request\.input/.exec(error.message) ?? [];
    const rest = Object.entries(request.input).filter(
      ([name]) => !expressions.split(", ").includes(name),
    );
    const { Attributes } = await db.send(
      new UpdateItemCommand({
        ...(Object.fromEntries(rest) as { TableName: string; Key: typeof request.input.Key }),
        UpdateExpression: "SET note = :n",
        ExpressionAttributeValues: { ":n": { S: "mine" } },
      }),
    );
    assert.equal(Attributes?.["note"]?.S, "mine");
    await orders.update(first, { remove: ["note"], if: exists });
  });

  test("another plain parameter: the advice makes a command that DynamoDB takes", async () => {
    const request = update();
    const error = await refusedUnsent(() => request.with({ ReturnValues: "ALL_OLD" } as never));
    assertSays(error, ["{ ...request.input, ReturnValues: … }"]);
    const { Attributes } = await db.send(
      new UpdateItemCommand({ ...request.input, ReturnValues: "ALL_OLD" }),
    );
    assert.equal(Attributes?.["note"], undefined);
    await orders.update(first, { remove: ["note"], if: exists });
  });

  test("a placeholder that is taken: the name that is suggested is free", async () => {
    const more = (name: string) => update().with({ ExpressionAttributeNames: { [name]: "note" } });
    const error = await refusedUnsent(() => more("#note"));
    const [, suggested = ""] = /such as (#\w+)\./.exec(error.message) ?? [];
    assert.ok(suggested in (more(suggested).input.ExpressionAttributeNames ?? {}), error.message);
  });
});

describe("a condition that doesn't hold", () => {
  const item = { user: "cond", at: 1, kind: "gift", note: "n" };
  before(() => orders.put(item));
  const asked = { ReturnValuesOnConditionCheckFailure: "ALL_OLD" } as const;
  const guard = { if: { kind: "sale" } };

  test("names table and key; the existing item is there, decoded, if it was asked for", async () => {
    const requests = [
      () => orders.put({ user: "cond", at: 1 }, guard),
      () => orders.update({ user: "cond", at: 1 }, { remove: ["note"], ...guard }),
      () => orders.delete({ user: "cond", at: 1 }, guard),
    ];
    for (const request of requests) {
      const plain = await errorOf(request());
      assertSays(plain, ["Nothing was written", "on orders", '{ user: "cond", at: 1 }']);
      assert.ok(plain.code === "ConditionalCheckFailedException" && plain.item === undefined);
      const full = await errorOf(request().with(asked));
      assert.ok(full.code === "ConditionalCheckFailedException");
      assert.deepEqual(full.item, item);
      assertSays(full, ['kind: "gift"']);
    }
    const none = await errorOf(orders.delete({ user: "cond", at: 2 }, guard).with(asked));
    assertSays(none, ["There is no such item"]);
  });

  test("in a transaction, each part has its item", async () => {
    const error = await errorOf(
      transactWrite(
        orders.put({ user: "cond", at: 9 }),
        orders.put({ user: "cond", at: 1 }, guard).with(asked),
        orders.conditionCheck({ user: "cond", at: 2 }, { kind: "sale" }).with(asked),
        orders.conditionCheck({ user: "ada", at: 1 }, { kind: "sale" }),
      ),
    );
    assert.ok(error.code === "TransactionCanceledException");
    assert.deepEqual(error.items, [undefined, item, undefined, undefined]);
    assertSays(error, [
      "number 2 (Put on orders): ConditionalCheckFailed",
      '{ user: "cond", at: 1 }',
      "number 3 (ConditionCheck on orders): ConditionalCheckFailed",
      "There is no such item",
      'for { user: "ada", at: 1 }',
    ]);
    assert.equal(await orders.get({ user: "cond", at: 9 }), undefined);
  });

  test("an existing item that doesn't fit the fields is told, not thrown", async () => {
    class Typed extends Table({
      name: "orders",
      fields: { user: string(), at: int(), kind: int() },
      partitionKey: "user",
      sortKey: "at",
    }) {}
    const error = await errorOf(
      new Typed(db).delete({ user: "cond", at: 1 }, { if: { kind: 1 } }).with(asked),
    );
    assert.ok(error.code === "ConditionalCheckFailedException" && error.item === undefined);
    assertSays(error, ["doesn't fit the fields", "kind is stored as"]);
  });
});

describe("a stored item that doesn't fit, among thirty", () => {
  const ids = Array.from({ length: 30 }, (_, at) => at);
  before(async () => {
    await batchWrite(...ids.map((at) => orders.put({ user: "thirty", at })));
    const Item = { user: { S: "thirty" }, at: { N: "17" }, tags: { N: "5" } };
    await db.send(new PutItemCommand({ TableName: "orders", Item }));
  });

  test("is named by its key, and the raw items are on the error", async () => {
    for (const request of [
      () => orders.query({ user: "thirty" }),
      () => orders.query({ user: "thirty" }).all(),
      () => orders.query({ user: "thirty" }, { limit: 20 }).all(),
    ]) {
      const error = await errorOf(request());
      assert.ok(error.code === "ItemDecodeError");
      assertSays(error, [
        '{ user: "thirty", at: 17 } of orders',
        "tags is stored as",
        "onDecodeError",
      ]);
      assert.deepEqual(error.key, { user: { S: "thirty" }, at: { N: "17" } });
      assert.ok((error.stored?.length ?? 0) >= 20);
      assert.deepEqual(error.stored?.[17]?.["tags"], { N: "5" });
    }
    const alone = await errorOf(orders.get({ user: "thirty", at: 17 }));
    assertSays(alone, ['{ user: "thirty", at: 17 } of orders']);
    const batch = await errorOf(
      batchGet(orders.get({ user: "thirty", at: 1 }), orders.get({ user: "thirty", at: 17 })),
    );
    assertSays(batch, ['{ user: "thirty", at: 17 } of orders']);
    await errorOf(transactGet(orders.get({ user: "thirty", at: 17 })));
  });

  test("the advice reads the others, and tells of this one", async () => {
    const errors: ItemError[] = [];
    const onDecodeError = (error: ItemError) => void errors.push(error);
    const query = orders.query({ user: "thirty" }, { limit: 7, onDecodeError });
    const good = await query.all();
    assert.deepEqual(
      atsOf(good),
      ids.filter((at) => at !== 17),
    );
    assert.deepEqual(
      errors.map(({ key }) => key?.["at"]),
      [{ N: "17" }],
    );
    const one: number[] = [];
    for await (const { at } of query) one.push(at);
    assert.equal(one.length, 29);
  });
});

describe("a batch that fails midway", () => {
  test("says how much of it was done", async () => {
    const gone = new Names(db, { name: "no_such_names" });
    const error = await errorOf(
      batchWrite(
        ...Array.from({ length: 25 }, (_, at) => orders.put({ user: "midway", at })),
        gone.put({ group: "a", name: "b" }),
      ),
    );
    assertSays(error, ["Of the 26 parts of this batch, 25 were done before"]);
    assert.equal((await orders.query({ user: "midway" })).items.length, 25);
  });
});

describe("a table that is protected against deletion", () => {
  const protectedTable = async (name: string) => {
    const table = await created(new Names(db, { name }));
    await db.send(new UpdateTableCommand({ TableName: name, DeletionProtectionEnabled: true }));
    return table;
  };
  /** Runs the code that a message gives. */
  const follow = ({ message }: { message: string }) => {
    const [code = ""] = /await db\.send\(.*\)\)/.exec(message) ?? [];
    return vm.runInNewContext(`(async () => { ${code} })()`, {
      db,
      UpdateTableCommand,
    }) as Promise<void>;
  };

  test("deleteTable says so, and the advice works", async () => {
    const table = await protectedTable("kept_one");
    const error = await errorOf(table.deleteTable());
    assert.equal(error.code, "ValidationException");
    assertSays(error, ["Table kept_one wasn't deleted", "protected"]);
    await follow(error);
    await table.deleteTable();
  });

  // The last test: it deletes every table of this file.
  test("cleanUp has a line for each table, and the advice works", async () => {
    await protectedTable("kept_two");
    const lines = await said("log", () => cleanUp(db));
    assert.ok(lines.includes("Deleted table orders."), lines.join("\n"));
    const kept = lines.find((line) => line.startsWith("Table kept_two wasn't deleted")) ?? "";
    await follow({ message: kept });
    assert.deepEqual(await said("log", () => cleanUp(db)), ["Deleted table kept_two."]);
  });
});
