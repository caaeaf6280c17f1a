import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { before, describe, test, type TestContext } from "node:test";
import { inspect } from "node:util";
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { field } from "../fields/field";
import { decimal, int } from "../fields/numbers";
import { string } from "../fields/texts";
import { itemSize } from "../items/size";
import { measure } from "../client/measure";
import { show } from "../show/show";
import { created, database, rejects, said, sent, stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { batchGet, batchWrite } from "./batches";
import { transactGet, transactWrite } from "./transactions";

class Wallets extends Table({
  name: "wallets",
  fields: { id: string(), balance: int(), note: string().optional() },
  partitionKey: "id",
}) {}
class Events extends Table({
  name: "events",
  fields: { user: string(), at: int(), kind: string().optional(), padding: string().optional() },
  partitionKey: "user",
  sortKey: "at",
  indexes: { by_kind: { partitionKey: "kind", sortKey: "at" } },
}) {}
class Prices extends Table({
  name: "prices",
  fields: { amount: decimal(), label: string().optional() },
  partitionKey: "amount",
}) {}

let db: DynamoDBClient;
let wallets: Wallets;
let events: Events;
before(async () => {
  db = await database();
  [wallets, events] = [await created(new Wallets(db)), await created(new Events(db))];
});

let count = 0;
/** A key that no other test uses. */
const fresh = () => `id ${++count}`;

/**
 * Returns the warnings during `action` and until the end of the turn, when a forgotten write is
 * noticed.
 */
const warned = (action: () => unknown) =>
  said("warn", async () => {
    await action();
    await turn();
  });

describe("a request", () => {
  test("is sent when it is awaited, and not before", async () => {
    const id = fresh();
    const operations = await sent(db, async () => {
      const request = wallets.put({ id, balance: 1 });
      assert.deepEqual(
        [request.operation, request.isUsed, request.output],
        ["PutItem", false, undefined],
      );
      await warned(() => undefined);
      assert.equal(await wallets.get({ id }), undefined);
      await request;
      assert.deepEqual(await wallets.get({ id }), { id, balance: 1 });
    });
    assert.deepEqual(operations, ["GetItem", "PutItem", "GetItem"]);
  });

  test("is sent once, however often and in whatever way it is awaited", async () => {
    const id = fresh();
    await wallets.put({ id, balance: 1 });
    const operations = await sent(db, async () => {
      const request = wallets.update({ id }, { add: { balance: 1 }, if: { id: { exists: true } } });
      const all = [
        await request,
        await request,
        ...(await Promise.all([request, request])),
        await request.then((item) => item),
        await request.catch(() => undefined),
      ];
      for (const item of all) assert.deepEqual(item, { id, balance: 2 });
    });
    assert.deepEqual(operations, ["UpdateItem"]);
  });

  test("that failed rejects every time, and isn't sent again", async () => {
    const id = fresh();
    await wallets.put({ id, balance: 1 });
    const operations = await sent(db, async () => {
      const request = wallets.put({ id, balance: 2 }, { if: { id: { exists: false } } });
      await rejects(request, { code: "ConditionalCheckFailedException" });
      await rejects(request, { code: "ConditionalCheckFailedException" });
      assert.equal(
        await request.catch((error) => (error as { code: string }).code),
        "ConditionalCheckFailedException",
      );
      assert.equal(request.output, undefined);
    });
    assert.deepEqual(operations, ["PutItem"]);
  });

  test("has the input of the SDK's command and, after it was sent, the SDK's response", async () => {
    const id = fresh();
    const request = wallets.put({ id, balance: 1 });
    assert.deepEqual(request.input, {
      TableName: "wallets",
      Item: { id: { S: id }, balance: { N: "1" } },
    });
    await db.send(new PutItemCommand(request.input));
    const read = wallets.get({ id }, { consistent: true });
    assert.deepEqual(read.input, {
      TableName: "wallets",
      Key: { id: { S: id } },
      ConsistentRead: true,
    });
    assert.deepEqual(await read, { id, balance: 1 });
    assert.deepEqual(read.output?.["Item"], { id: { S: id }, balance: { N: "1" } });
    assert.equal((read.output?.["$metadata"] as { httpStatusCode: number }).httpStatusCode, 200);
  });

  test("resolves with what is stored: put with the item as read back, update with all of it, delete with nothing", async () => {
    const id = fresh();
    assert.deepEqual(await wallets.put({ id, balance: "5" as never, note: undefined as never }), {
      id,
      balance: 5,
    });
    assert.deepEqual(await wallets.get({ id }), { id, balance: 5 });
    assert.deepEqual(
      await wallets.update({ id }, { set: { note: "x" }, if: { id: { exists: true } } }),
      { id, balance: 5, note: "x" },
    );
    assert.equal(await wallets.delete({ id }), undefined);
    assert.equal(await wallets.get({ id }), undefined);
  });

  test("put resolves with a decimal as sent; DynamoDB keeps its value, not its spelling", async () => {
    const prices = await created(new Prices(db));
    assert.deepEqual(await prices.put({ amount: "1.50" }), { amount: "1.50" });
    assert.deepEqual(await prices.get({ amount: "15E-1" }), { amount: "1.5" });
  });

  test("put writes, and resolves with, the item as it was when the request was made", async () => {
    const item = { id: fresh(), balance: 1 };
    const request = wallets.put(item);
    item.balance = 2;
    const given = await request;
    assert.deepEqual(await wallets.get({ id: item.id }), { id: item.id, balance: 1 });
    assert.deepEqual(given, { id: item.id, balance: 1 });
  });

  test("with() adds parameters to a copy, and merges placeholders", async () => {
    const id = fresh();
    await wallets.put({ id, balance: 5 });
    const plain = wallets.update({ id }, { add: { balance: 1 }, if: { id: { exists: true } } });
    const parameters = {
      ReturnConsumedCapacity: "TOTAL",
      ExpressionAttributeNames: { "#more": "note" },
      ExpressionAttributeValues: { ":more": { N: "1" } },
    } as const;
    const more = plain.with(parameters);
    const { ExpressionAttributeNames, ExpressionAttributeValues, ReturnConsumedCapacity } =
      more.input;
    assert.deepEqual(ExpressionAttributeNames, {
      "#balance": "balance",
      "#id": "id",
      "#more": "note",
    });
    assert.deepEqual(ExpressionAttributeValues, { ":balance": { N: "1" }, ":more": { N: "1" } });
    assert.equal(ReturnConsumedCapacity, "TOTAL");
    assert.ok(
      !("ReturnConsumedCapacity" in plain.input) &&
        Object.keys(plain.input.ExpressionAttributeNames ?? {}).length === 2,
    );

    const read = wallets.get({ id }).with({ ReturnConsumedCapacity: "TOTAL" });
    assert.deepEqual(await read, { id, balance: 5 });
    assert.deepEqual(read.output?.["ConsumedCapacity"], {
      CapacityUnits: 0.5,
      TableName: "wallets",
    });
    assert.equal(
      (await wallets.scan().with({ ReturnConsumedCapacity: "TOTAL" }).all()).length > 0,
      true,
    );
  });

  test("with() refuses existing parameters, and those that would change the result", async () => {
    const id = fresh();
    const guarded = () => wallets.put({ id, balance: 1 }, { if: { id: { exists: false } } });
    const refused: [() => PromiseLike<unknown>, string][] = [
      [
        () => guarded().with({ ConditionExpression: "attribute_exists(id)" }),
        "ConditionExpression",
      ],
      [() => guarded().with({ ExpressionAttributeNames: { "#id": "balance" } }), "#id"],
      [() => guarded().with({ TableName: "other" } as never), "TableName"],
      [() => guarded().with({ ReturnValues: "ALL_OLD" } as never), "ReturnValues"],
      [() => wallets.get({ id }).with({ Key: {} } as never), "Key"],
      [
        () => wallets.get({ id }).with({ ProjectionExpression: "id" } as never),
        "ProjectionExpression",
      ],
      [() => wallets.scan({ limit: 1 }).with({ Limit: 2 }), "Limit"],
      [() => wallets.scan().with({ Select: "COUNT" } as never), "Select"],
      [
        () => transactWrite(wallets.put({ id, balance: 1 })).with({ TransactItems: [] } as never),
        "TransactItems",
      ],
      [
        () => batchWrite(wallets.put({ id, balance: 1 })).with({ RequestItems: {} } as never),
        "RequestItems",
      ],
    ];
    const operations = await sent(db, async () => {
      for (const [make, name] of refused)
        await rejects(make(), {
          code: "RequestInvalid",
          message: new RegExp(`^with\\(\\) can't set ${name}:`),
        });
    });
    assert.deepEqual(operations, []);
  });

  test("shows its parameters on inspection, then the response too", async () => {
    const request = wallets.put({ id: fresh(), balance: 1 });
    assert.match(
      inspect(request),
      /^PutItem \(not sent yet\): \{[^]*Item[^]*balance: \{ N: "1" \}/,
    );
    const under_way = request.then();
    assert.match(inspect(request), /^PutItem \(in flight\): \{/);
    await under_way;
    assert.match(
      inspect(request),
      /^PutItem \(sent\): \{[^]*input: \{[^]*output: \{[^]*httpStatusCode: 200/,
    );
  });

  test("shows why it can't be sent", () => {
    const request = wallets.put({ id: "x", balance: 1.5 });
    assert.match(
      inspect(request),
      /^PutItem \(refused, not sent\): Invalid value for int encode: balance can't be 1\.5/,
    );
  });

  test("that DynamoDB refused isn't shown as in flight", async () => {
    const request = wallets.put({ id: fresh(), balance: 1 }, { if: { id: { exists: true } } });
    await rejects(request, { code: "ConditionalCheckFailedException" });
    assert.doesNotMatch(inspect(request), /in flight|not sent/);
  });

  test("show() displays it in the same way, and sends nothing", async () => {
    const id = fresh();
    const request = wallets.get({ id });
    let lines: string[] = [];
    const operations = await sent(
      db,
      async () => void (lines = await said("log", () => show(request))),
    );
    assert.deepEqual(operations, []);
    assert.match(
      lines.join("\n"),
      /^GetItem \(not sent yet\), table wallets\n\{[^]*TableName: "wallets"/,
    );
    assert.match((await said("log", () => show(request, "Mine"))).join("\n"), /^Mine\n/);
  });
});

describe("a write that isn't awaited", () => {
  const put = () => wallets.put({ id: fresh(), balance: 1 });

  test("is warned about, by its operation, once", async () => {
    assert.deepEqual(await warned(() => void put()), [
      "PutItem has not been sent yet: is an `await` missing?",
    ]);
    assert.equal((await warned(() => void wallets.delete({ id: "x" }))).length, 1);
    assert.equal(
      (
        await warned(
          () => void wallets.update({ id: "x" }, { set: { note: "x" }, if: { id: "x" } }),
        )
      ).length,
      1,
    );
    assert.equal((await warned(() => [put(), put()])).length, 2);
  });

  test("isn't, if it is used in any way", async () => {
    const returning = async () => put();
    const returningLater = async () => {
      await Promise.resolve();
      return put();
    };
    const returningMuchLater = async () => {
      const request = put();
      for (let tick = 0; tick < 50; tick++) await Promise.resolve();
      return [await request];
    };
    const uses: (() => unknown)[] = [
      () => put(),
      () => Promise.all([put(), put()]),
      () => Promise.allSettled([put()]),
      () => Promise.resolve(put()),
      () => put().then(),
      () => put().catch(() => undefined),
      () => returning(),
      () => returningLater(),
      () => returningMuchLater(),
      async () => void (await returning()),
      () => Promise.all([1, 2].map(async () => put())),
      () => transactWrite(put(), put()),
      () => batchWrite(put(), wallets.delete({ id: fresh() })),
      () => put().with({ ReturnConsumedCapacity: "TOTAL" }),
      () => void put().input,
      () => void inspect(put()),
      () => void inspect({ nested: [put()] }, { depth: 5 }),
      () => said("log", () => show(put())),
    ];
    for (const use of uses) assert.deepEqual(await warned(use), [], String(use));
  });

  test("isn't, if it is part of something that is refused as a whole", async () => {
    const stranger = new Wallets(new DynamoDBClient({}));
    const refused: (() => PromiseLike<unknown>)[] = [
      async () => transactWrite(wallets.put({ id: "x", balance: 1.5 }), put()),
      async () => transactWrite(put(), wallets.put({ id: "x", balance: 1.5 }), put()),
      async () => batchWrite(wallets.put({ id: "x", balance: 1.5 }), put()),
      async () => transactWrite(put(), stranger.put({ id: "x", balance: 1 })),
    ];
    for (const work of refused)
      assert.deepEqual(await warned(() => rejects(work(), { name: /Error$/ })), [], String(work));
  });

  test("reads and groups aren't warned about", async () => {
    assert.deepEqual(
      await warned(() => [
        wallets.get({ id: "x" }),
        wallets.scan(),
        transactGet(wallets.get({ id: "x" })),
      ]),
      [],
    );
  });
});

describe("bad input", () => {
  const bad = { id: "x", balance: 1.5 };

  test("is refused when it is awaited, never thrown at once, and nothing is sent", async () => {
    const makers: (() => PromiseLike<unknown>)[] = [
      () => wallets.put(bad),
      () => wallets.put({} as never),
      () => wallets.put(undefined as never),
      () => wallets.put({ id: "x", balance: 1, extra: 1 } as never),
      () => wallets.put({ id: "x" } as never),
      () => wallets.put({ id: "x", balance: 1 }, { if: {} }),
      () => wallets.put({ id: "x", balance: 1 }, { if: { balance: { like: 1 } as never } }),
      () => wallets.get({} as never),
      () => wallets.get({ id: "x", balance: 1 } as never),
      () => wallets.get({ id: 1 } as never),
      () => wallets.get(undefined as never),
      () => wallets.update({ id: "x" }, {}),
      () => wallets.update({ id: "x" }, undefined as never),
      () => wallets.update({ id: "x" }, { set: { balance: 1.5 } }),
      () => wallets.update({ id: "x" }, { set: { balance: undefined as never } }),
      () => wallets.update({ id: "x" }, { set: { note: "x" } }),
      () => wallets.delete({ id: undefined as never }),
      () => wallets.delete({ id: "x" }, { if: { balance: "much" as never } }),
      () => events.query({} as never),
      () => events.query({ user: "a", kind: "x" } as never),
      () => events.query({ user: "a", at: { in: [1] } as never }),
      () => events.query({ user: "a", at: { ">": 1, "<": 3 } }),
      () => events.query({ user: { "=": "a" } as never }),
      () => events.query({ user: "a" }, { filter: {} }),
      () => events.query({ user: "a" }, { filter: {} }).all(),
      () => events.index("by_kind").query({ user: "a" } as never),
      () => wallets.scan({ filter: { nothing: 1 } as never }),
      () => transactWrite(wallets.put(bad)),
      () => transactGet(wallets.get({} as never)),
      () => batchWrite(wallets.put(bad)),
      () => batchGet(wallets.get({} as never)),
      () => wallets.put(bad).with({ ReturnConsumedCapacity: "TOTAL" }),
    ];
    const operations = await sent(db, async () => {
      for (const make of makers) await rejects(make(), /(Dynamo|Item|Type)Error/, String(make));
    });
    assert.deepEqual(operations, []);
    assert.equal(await wallets.get({ id: "x" }), undefined);
  });

  test("an empty group, or one of different clients, is also refused when it is awaited", async () => {
    const stranger = new Wallets(new DynamoDBClient({}));
    const makers: (() => PromiseLike<unknown>)[] = [
      () => transactWrite(),
      () => transactGet(),
      () => batchWrite(),
      () => batchGet(),
      () =>
        transactWrite(wallets.put({ id: "x", balance: 1 }), stranger.put({ id: "y", balance: 1 })),
      () => batchGet(wallets.get({ id: "x" }), stranger.get({ id: "y" })),
    ];
    const operations = await sent(db, async () => {
      // Thrown at once or not, it must be refused …
      for (const make of makers)
        await assert.rejects(
          async () => make(),
          { code: "RequestInvalid", message: /nothing to send|different clients/ },
          String(make),
        );
    });
    assert.deepEqual(operations, []);
    // … and as with every other request, when it is awaited.
    for (const make of makers)
      assert.doesNotThrow(() => void make().then(undefined, () => undefined), String(make));
  });

  test("an item at DynamoDB's limit is written, above it nothing is sent", async () => {
    const padded = (id: string, bytes: number) => ({
      id,
      balance: 0,
      note: "x".repeat(bytes - itemSize({ id: { S: id }, balance: { N: "0" }, note: { S: "" } })),
    });
    const item = padded(fresh(), 409_600);
    await wallets.put(item);
    assert.deepEqual(await wallets.get({ id: item.id }), item);

    const larger = wallets.put(padded(fresh(), 409_601));
    assert.deepEqual(
      await sent(db, () =>
        rejects(larger, { code: "ItemTooLarge", message: /409601 bytes.*409600/ }),
      ),
      [],
    );
    // DynamoDB Local draws the line at the same byte.
    const { id, note } = padded(fresh(), 409_601);
    const Item = { id: { S: id }, balance: { N: "0" }, note: { S: note } };
    await assert.rejects(db.send(new PutItemCommand({ TableName: "wallets", Item })), {
      name: "ValidationException",
      message: /size/,
    });
  });

  test("keys have their limits in bytes: 2048 for the partition, 1024 for the sort key, and at least one", async () => {
    class Texts extends Table({
      name: "texts",
      fields: { a: string(), b: string() },
      partitionKey: "a",
      sortKey: "b",
    }) {}
    const table = await created(new Texts(db));
    const longest = { a: "é".repeat(1024), b: "é".repeat(512) };
    await table.put(longest);
    assert.deepEqual(await table.get(longest), longest);
    const wrong: [{ a: string; b: string }, RegExp][] = [
      [{ ...longest, a: `${longest.a}x` }, /^a has 2049 bytes.*2048/],
      [{ ...longest, b: `${longest.b}x` }, /^b has 1025 bytes.*1024/],
      [{ a: "", b: "x" }, /^a is empty/],
      [{ a: "x", b: "" }, /^b is empty/],
    ];
    for (const [key, message] of wrong) {
      const requests = [table.put(key), table.get(key), table.delete(key)];
      assert.deepEqual(
        await sent(db, () =>
          Promise.all(
            requests.map((request) => rejects(request, { code: "ItemEncodeError", message })),
          ),
        ),
        [],
      );
      // DynamoDB refuses the same.
      await assert.rejects(
        db.send(
          new PutItemCommand({ TableName: "texts", Item: { a: { S: key.a }, b: { S: key.b } } }),
        ),
        { name: "ValidationException" },
      );
    }
    for (const partition of ["", `${longest.a}x`])
      assert.deepEqual(
        await sent(db, () => rejects(table.query({ a: partition }), { code: "ItemEncodeError" })),
        [],
      );
  });

  test("a missing attribute is noticed, even if every object has a property of its name", async () => {
    class Odd extends Table({
      name: "odd",
      fields: { id: string(), constructor: int() },
      partitionKey: "id",
    }) {}
    class OddKey extends Table({
      name: "odd",
      fields: { id: string(), toString: int() },
      partitionKey: "id",
      sortKey: "toString",
    }) {}
    const [odd, oddKey] = [new Odd(db), new OddKey(db)];
    const operations = await sent(db, async () => {
      await rejects(odd.put({ id: "a" } as never), {
        code: "ItemEncodeError",
        attribute: "constructor",
        message: /constructor is missing/,
      });
      await rejects(oddKey.put({ id: "a" } as never), {
        code: "ItemEncodeError",
        attribute: "toString",
        message: /toString is missing/,
      });
      await rejects(oddKey.get({ id: "a" } as never), {
        code: "ItemEncodeError",
        attribute: "toString",
        message: /toString is missing/,
      });
    });
    assert.deepEqual(operations, []);
  });

  test("an item may lack the key of an index, but it can't be empty", async () => {
    const user = fresh();
    await events.put({ user, at: 1 });
    assert.deepEqual(
      await sent(db, () =>
        rejects(events.put({ user, at: 2, kind: "" }), {
          code: "ItemEncodeError",
          message: /^kind is empty/,
        }),
      ),
      [],
    );
    assert.deepEqual(
      await sent(db, () =>
        rejects(
          events.update({ user, at: 1 }, { set: { kind: "" }, if: { user: { exists: true } } }),
          { code: "ItemEncodeError", message: /^kind is empty/ },
        ),
      ),
      [],
    );
  });

  test("the key of an index has its limit in bytes, too", async () => {
    class Indexed extends Table({
      name: "long_keys",
      fields: { id: string(), kind: string() },
      partitionKey: "id",
      indexes: { by_kind: { partitionKey: "kind" } },
    }) {}
    const table = await created(new Indexed(db));
    const refused = { code: "ItemEncodeError", message: /^kind has 2049 bytes/ } as const;
    const kind = "k".repeat(2049);
    assert.deepEqual(await sent(db, () => rejects(table.put({ id: "a", kind }), refused)), []);
    assert.deepEqual(
      await sent(db, () => rejects(table.update({ id: "a" }, { set: { kind } }), refused)),
      [],
    );
    // DynamoDB refuses the same.
    await assert.rejects(
      db.send(
        new PutItemCommand({ TableName: "long_keys", Item: { id: { S: "a" }, kind: { S: kind } } }),
      ),
      { name: "ValidationException" },
    );
  });

  test("something that isn't an item is refused with an explanation", async () => {
    for (const nothing of [undefined, null, "item", 1]) {
      await rejects(events.put(nothing as never), {
        code: "ItemEncodeError",
        message: /^An item is an object with attributes, such as { user: … }, not /,
      });
      await rejects(events.get(nothing as never), { code: "ItemEncodeError" });
    }
  });
});

describe("paging", () => {
  const user = "paged";
  const ats = Array.from({ length: 10 }, (_, at) => at);
  before(() =>
    batchWrite(...ats.map((at) => events.put({ user, at, kind: at % 2 === 0 ? "even" : "odd" }))),
  );

  const atsOf = (items: { at: number }[]) => items.map(({ at }) => at);

  test("page by page with limit and after, to the last", async () => {
    const sizes: number[] = [];
    const found: number[] = [];
    let after: Awaited<ReturnType<typeof events.query>>["last"];
    do {
      const { items, last } = await events.query({ user }, { limit: 4, after });
      sizes.push(items.length);
      found.push(...atsOf(items));
      after = last;
    } while (after !== undefined);
    assert.deepEqual([sizes, found], [[4, 4, 2], ats]);
  });

  test("pages(), all() and for await find the whole, each item once, in as many requests as pages", async () => {
    const asked = (limit?: number) =>
      events.query({ user }, { ...(limit !== undefined && { limit }) });
    for (const limit of [1, 3, 10, 11, undefined]) {
      assert.deepEqual(atsOf(await asked(limit).all()), ats);
      const pages: number[][] = [];
      for await (const { items } of asked(limit).pages()) pages.push(atsOf(items));
      assert.deepEqual(pages.flat(), ats);
      assert.ok(pages.every((page) => page.length <= (limit ?? 10)));
      const items: number[] = [];
      for await (const { at } of asked(limit)) items.push(at);
      assert.deepEqual(items, ats);
    }
    assert.equal((await sent(db, () => asked(4).all())).length, 3);
  });

  test("a page is requested when it is needed", async () => {
    const operations = await sent(db, async () => {
      for await (const { at } of events.query({ user }, { limit: 3 })) if (at === 4) break;
    });
    assert.deepEqual(operations, ["Query", "Query"]);
  });

  test("a full last page has a last key too: what follows is empty", async () => {
    const { items, last } = await events.query({ user }, { limit: 10 });
    assert.equal(items.length, 10);
    assert.notEqual(last, undefined);
    assert.deepEqual(await events.query({ user }, { limit: 10, after: last }), {
      items: [],
      last: undefined,
    });
  });

  test("a filter makes pages short, not fewer", async () => {
    const sizes: number[] = [];
    for await (const { items } of events
      .query({ user }, { limit: 4, filter: { kind: "odd" } })
      .pages())
      sizes.push(items.length);
    assert.deepEqual(sizes, [2, 2, 1]);
    // A page may even be empty, and not the last.
    const { items, last } = await events.query({ user }, { limit: 4, filter: { kind: "none" } });
    assert.deepEqual([items, typeof last], [[], "object"]);
  });

  test("descending, from a condition on, and in an index", async () => {
    assert.deepEqual(
      atsOf(await events.query({ user }, { descending: true, limit: 3 }).all()),
      [...ats].reverse(),
    );
    assert.deepEqual(
      atsOf(await events.query({ user, at: { between: [3, 5] } }, { limit: 2 }).all()),
      [3, 4, 5],
    );
    assert.deepEqual(
      atsOf(await events.index("by_kind").query({ kind: "odd" }, { limit: 2 }).all()),
      [1, 3, 5, 7, 9],
    );
    assert.deepEqual(
      atsOf(
        await events
          .index("by_kind")
          .query({ kind: "odd", at: { "<": 5 } }, { descending: true, limit: 1 })
          .all(),
      ),
      [3, 1],
    );
  });

  test("no items, no last key", async () => {
    assert.deepEqual(await events.query({ user: "nobody" }), { items: [], last: undefined });
    assert.deepEqual(await events.query({ user: "nobody" }).all(), []);
  });

  test("pages of a scan, and of more than a megabyte, add up to the whole", async () => {
    class Large extends Table({
      name: "large",
      fields: { id: int(), padding: string() },
      partitionKey: "id",
    }) {}
    const large = await created(new Large(db));
    for (const id of ats) await large.put({ id, padding: "x".repeat(250_000) });
    const pages = await sent(db, async () => {
      const items = await large.scan().all();
      assert.deepEqual(items.map(({ id }) => id).sort(), ats);
    });
    assert.ok(pages.length > 1, String(pages));
    assert.deepEqual((await large.scan({ limit: 3 }).all()).map(({ id }) => id).sort(), ats);
  });
});

describe("transactions", () => {
  test("write all", async () => {
    const [a, b, c, user] = [fresh(), fresh(), fresh(), fresh()];
    await wallets.put({ id: b, balance: 1 });
    await wallets.put({ id: c, balance: 1 });
    const request = transactWrite(
      wallets.put({ id: a, balance: 1 }, { if: { id: { exists: false } } }),
      wallets.update({ id: b }, { add: { balance: 4 }, if: { balance: 1 } }),
      wallets.delete({ id: c }),
      events.put({ user, at: 1 }),
    );
    assert.deepEqual(request.input.TransactItems?.flatMap(Object.keys), [
      "Put",
      "Update",
      "Delete",
      "Put",
    ]);
    assert.equal(await request, undefined);
    assert.deepEqual(await Promise.all([a, b, c].map((id) => wallets.get({ id }))), [
      { id: a, balance: 1 },
      { id: b, balance: 5 },
      undefined,
    ]);
    assert.equal((await events.query({ user })).items.length, 1);
  });

  test("or none; the message names the refused parts", async () => {
    const [a, b] = [fresh(), fresh()];
    await wallets.put({ id: b, balance: 1 });
    const request = transactWrite(
      wallets.put({ id: a, balance: 1 }),
      wallets.update({ id: b }, { add: { balance: -5 }, if: { balance: { ">=": 5 } } }),
      wallets.delete({ id: fresh() }, { if: { id: { exists: true } } }),
    );
    const message =
      /number 2 \(Update on wallets\): ConditionalCheckFailed.*number 3 \(Delete on wallets\): ConditionalCheckFailed/;
    await rejects(request, (error: Error & { code: string }) => {
      assert.equal(error.code, "TransactionCanceledException");
      assert.match(error.message, message);
      assert.doesNotMatch(error.message, /number 1/);
      return true;
    });
    assert.equal(await wallets.get({ id: a }), undefined);
    assert.deepEqual(await wallets.get({ id: b }), { id: b, balance: 1 });
  });

  test("parts carry no parameters that a part can't have", async () => {
    const id = fresh();
    await transactWrite(wallets.put({ id, balance: 1 }).with({ ReturnConsumedCapacity: "TOTAL" }));
    assert.deepEqual(await transactGet(wallets.get({ id }, { consistent: true })), [
      { id, balance: 1 },
    ]);
  });

  test("read what there is, in the order of the requests, decoded by each table", async () => {
    const [a, user] = [fresh(), fresh()];
    await wallets.put({ id: a, balance: 1 });
    await events.put({ user, at: 7 });
    const [missing, event, wallet] = await transactGet(
      wallets.get({ id: fresh() }),
      events.get({ user, at: 7 }),
      wallets.get({ id: a }),
    );
    assert.equal(missing, undefined);
    assert.equal(event?.at, 7);
    assert.equal(wallet?.balance, 1);
  });

  test("the same item twice is refused before anything is sent, as is a part too many", async () => {
    const id = fresh();
    const twice = () => transactWrite(wallets.put({ id, balance: 1 }), wallets.delete({ id }));
    const many = Array.from({ length: 101 }, () => wallets.delete({ id: fresh() }));
    const operations = await sent(db, async () => {
      await rejects(twice(), { code: "RequestInvalid", message: new RegExp(`"${id}".* twice`) });
      await rejects(transactGet(wallets.get({ id }), wallets.get({ id })), {
        code: "RequestInvalid",
      });
      await rejects(transactWrite(...many), { code: "RequestInvalid", message: /at most 100/ });
    });
    assert.deepEqual(operations, []);
    assert.equal(await wallets.get({ id }), undefined);
  });
});

describe("batches", () => {
  test("75 puts and 50 deletes are sent 25 at a time, to several tables", async () => {
    const ids = Array.from({ length: 50 }, fresh);
    const user = fresh();
    const puts = [
      ...ids.map((id) => wallets.put({ id, balance: 1 })),
      ...ids.slice(0, 25).map((_, at) => events.put({ user, at })),
    ];
    const operations = await sent(db, () => batchWrite(...puts));
    assert.deepEqual(operations, ["BatchWriteItem", "BatchWriteItem", "BatchWriteItem"]);
    assert.deepEqual(
      await Promise.all(ids.map((id) => wallets.get({ id }))),
      ids.map((id) => ({ id, balance: 1 })),
    );
    assert.equal((await events.query({ user })).items.length, 25);
    await batchWrite(...ids.map((id) => wallets.delete({ id })));
    assert.deepEqual(
      await Promise.all(ids.map((id) => wallets.get({ id }))),
      ids.map(() => undefined),
    );
  });

  test("200 keys are read 100 at a time; items come in the order of the keys, undefined if missing", async () => {
    const prices = await created(new Prices(db));
    const amounts = Array.from({ length: 100 }, (_, index) => `${index}.5`);
    await batchWrite(...amounts.map((amount) => prices.put({ amount, label: `for ${amount}` })));
    // Every other key is missing; those that are there are spelled otherwise: 7.5 is 75E-1.
    const asked = amounts.flatMap((amount) => [`-${amount}9`, `${amount.replace(".", "")}E-1`]);
    let found: ({ amount: string; label?: string } | undefined)[] = [];
    const operations = await sent(
      db,
      async () => (found = await batchGet(...asked.map((amount) => prices.get({ amount })))),
    );
    assert.deepEqual(operations, ["BatchGetItem", "BatchGetItem"]);
    assert.deepEqual(
      found,
      amounts.flatMap((amount) => [undefined, { amount, label: `for ${amount}` }]),
    );
  });

  test("items of several tables, and with two keys, find their requests", async () => {
    const [id, user] = [fresh(), fresh()];
    await batchWrite(
      wallets.put({ id, balance: 1 }),
      events.put({ user, at: 1 }),
      events.put({ user, at: 2, kind: "x" }),
    );
    const request = batchGet(
      events.get({ user, at: 2 }),
      wallets.get({ id }, { consistent: true }),
      events.get({ user, at: 1 }),
      events.get({ user, at: 3 }),
    );
    assert.deepEqual(await request, [
      { user, at: 2, kind: "x" },
      { id, balance: 1 },
      { user, at: 1 },
      undefined,
    ]);
    assert.deepEqual(
      [
        request.input.RequestItems?.["wallets"]?.ConsistentRead,
        request.input.RequestItems?.["events"]?.ConsistentRead,
      ],
      [true, undefined],
    );
  });

  test("an item is found by a key of bytes too, whatever class of bytes its field makes", async () => {
    const hex = field<string, "B">({
      name: "hex",
      type: "B",
      takes: "hexadecimal digits",
      encode: (text) => Buffer.from(text, "hex"),
      decode: (bytes) => Buffer.from(bytes).toString("hex"),
    });
    class Hashes extends Table({ name: "hashes", fields: { hash: hex }, partitionKey: "hash" }) {}
    const hashes = await created(new Hashes(db));
    await hashes.put({ hash: "00ff" });
    assert.deepEqual(await hashes.get({ hash: "00ff" }), { hash: "00ff" });
    assert.deepEqual(await batchGet(hashes.get({ hash: "00ff" }), hashes.get({ hash: "ff00" })), [
      { hash: "00ff" },
      undefined,
    ]);
  });

  test("a table may be called as a property that every object has", async () => {
    const table = await created(new Wallets(db, { name: "constructor" }));
    await batchWrite(table.put({ id: "a", balance: 1 }));
    assert.deepEqual(await batchGet(table.get({ id: "a" })), [{ id: "a", balance: 1 }]);
  });

  test("conditions and updates are refused, and nothing is written", async () => {
    const id = fresh();
    const batches = [
      () =>
        batchWrite(
          wallets.put({ id, balance: 1 }),
          wallets.delete({ id: fresh() }, { if: { balance: 1 } }),
        ),
      () => batchWrite(wallets.put({ id, balance: 1 }, { if: { id: { exists: false } } })),
      () =>
        batchWrite(
          wallets.put({ id, balance: 1 }),
          wallets.update({ id }, { set: { balance: 1, note: "x" } }),
        ),
    ];
    for (const batch of batches)
      assert.deepEqual(
        await sent(db, () =>
          rejects(batch(), {
            code: "RequestInvalid",
            message: /^A batch takes .*transactWrite\(\)/,
          }),
        ),
        [],
      );
    assert.equal(await wallets.get({ id }), undefined);
  });

  type Sent = { RequestItems: Record<string, unknown> };
  /**
   * A client that answers as `answer` says, and keeps what it was sent: DynamoDB Local never leaves
   * anything undone.
   */
  function answering(answer: (input: Sent) => object): { client: DynamoDBClient; inputs: Sent[] } {
    const inputs: Sent[] = [];
    const client = stub(({ input }: { input: Sent }) => {
      inputs.push(input);
      return Promise.resolve(answer(input));
    });
    return { client, inputs };
  }

  /** Pauses pass at once; gives how long they would have been at most. */
  function withoutPauses(context: TestContext): number[] {
    const pauses: number[] = [];
    context.mock.method(Math, "random", () => 1);
    context.mock.method(globalThis, "setTimeout", (work: () => void, pause: number) => {
      pauses.push(pause);
      setImmediate(work);
    });
    return pauses;
  }

  test("what DynamoDB leaves unwritten is sent again, after pauses that grow, until it is done", async (context) => {
    const pauses = withoutPauses(context);
    const written: unknown[] = [];
    let answers = 0;
    const { client, inputs } = answering(({ RequestItems }) => {
      const puts = RequestItems["wallets"] as unknown[];
      // Nothing at all of the first three requests, then all but the first item of each.
      const done = ++answers <= 3 ? [] : puts.slice(0, 1);
      written.push(...done);
      const left = puts.slice(done.length);
      return { UnprocessedItems: left.length === 0 ? {} : { wallets: left } };
    });
    const table = new Wallets(client);
    const all = Array.from({ length: 5 }, (_, index) =>
      table.put({ id: `${index}`, balance: index }),
    );
    await batchWrite(...all);
    assert.deepEqual(
      written,
      all.map(({ input }) => ({ PutRequest: { Item: input.Item } })),
    );
    assert.equal(inputs.length, 8);
    assert.ok(
      pauses.slice(0, 2).every((pause, index) => pause < (pauses[index + 1] ?? 0)),
      String(pauses),
    );
  });

  test("a batch that DynamoDB never processes ends as BatchIncomplete", async (context) => {
    withoutPauses(context);
    const lazy = answering(({ RequestItems }) => ({
      UnprocessedItems: RequestItems,
      UnprocessedKeys: RequestItems,
      Responses: {},
    }));
    const table = new Wallets(lazy.client);
    await rejects(
      batchWrite(table.put({ id: "a", balance: 1 }), table.put({ id: "b", balance: 1 })),
      { code: "BatchIncomplete", message: /2 of 2/ },
    );
    const writes = lazy.inputs.length;
    assert.ok(writes > 3 && writes < 20, String(writes));
    await rejects(batchGet(table.get({ id: "a" })), { code: "BatchIncomplete", message: /1 of 1/ });
  });

  test("keys that DynamoDB leaves unread are asked for again, with their consistency", async (context) => {
    withoutPauses(context);
    const { client, inputs } = answering(({ RequestItems }) => {
      const [first, ...others] = (RequestItems["wallets"] as { Keys: { id: unknown }[] }).Keys;
      const Responses = { wallets: [{ ...first, balance: { N: "1" } }] };
      return {
        Responses,
        UnprocessedKeys: others.length === 0 ? {} : { wallets: { Keys: others } },
      };
    });
    const table = new Wallets(client);
    const ids = ["a", "b", "c"];
    assert.deepEqual(
      await batchGet(...ids.map((id) => table.get({ id }, { consistent: true }))),
      ids.map((id) => ({ id, balance: 1 })),
    );
    assert.deepEqual(
      inputs.map(
        ({ RequestItems }) =>
          (RequestItems as Record<string, { ConsistentRead?: boolean }>)["wallets"]?.ConsistentRead,
      ),
      [true, true, true],
    );
  });
});

describe("measure", () => {
  test("returns what each request consumed, in the table and in each index", async () => {
    const user = fresh();
    const { result, units, requests } = await measure(db, async () => {
      await events.put({ user, at: 1, kind: user, padding: "x".repeat(2_000) });
      await events.put({ user, at: 2 });
      return events.index("by_kind").query({ kind: user }).all();
    });
    assert.equal(result.length, 1);
    assert.deepEqual(requests, [
      { operation: "PutItem", units: 4, by: { events: 2, by_kind: 2 } },
      // Without the key of the index it isn't in the index.
      { operation: "PutItem", units: 1, by: { events: 1 } },
      { operation: "Query", units: 0.5, by: { by_kind: 0.5 } },
    ]);
    assert.equal(units, 5.5);
  });

  test("the response of a batch has what it consumed, if with() asks for it", async () => {
    const ids = Array.from({ length: 30 }, fresh);
    const writes = batchWrite(...ids.map((id) => wallets.put({ id, balance: 1 }))).with({
      ReturnConsumedCapacity: "TOTAL",
    });
    const { units } = await measure(db, () => writes);
    const reads = batchGet(...ids.map((id) => wallets.get({ id }))).with({
      ReturnConsumedCapacity: "TOTAL",
    });
    await reads;
    assert.equal(units, 30);
    for (const [request, expected] of [
      [writes, 30],
      [reads, 15],
    ] as const) {
      const consumed = (request.output?.["ConsumedCapacity"] ?? []) as { CapacityUnits: number }[];
      assert.equal(
        consumed.reduce((total, { CapacityUnits }) => total + CapacityUnits, 0),
        expected,
      );
    }
  });

  test("counts transactions and batches, and leaves their results unchanged", async () => {
    const [a, b] = [fresh(), fresh()];
    const { requests, units } = await measure(db, async () => {
      await transactWrite(wallets.put({ id: a, balance: 1 }), events.put({ user: a, at: 1 }));
      assert.deepEqual(await batchGet(wallets.get({ id: a }), wallets.get({ id: b })), [
        { id: a, balance: 1 },
        undefined,
      ]);
    });
    assert.deepEqual(
      requests.map(({ operation }) => operation),
      ["TransactWriteItems", "BatchGetItem"],
    );
    assert.equal(requests[0]?.units, 4);
    assert.equal(units, 4 + (requests[1]?.units ?? NaN));
  });

  test("work that fails ends it; what is sent later isn't counted", async () => {
    let counted: unknown[] = [];
    await assert.rejects(
      measure(db, async () => {
        await wallets.get({ id: "x" });
        throw new Error("mine");
      }),
      { message: "mine" },
    );
    ({ requests: counted } = await measure(db, () => Promise.resolve()));
    await wallets.get({ id: "x" });
    assert.deepEqual(counted, []);
  });
});

test("ten updates in flight at once all count", async () => {
  const id = fresh();
  await wallets.put({ id, balance: 0 });
  const after = await Promise.all(
    Array.from({ length: 10 }, () =>
      wallets.update({ id }, { add: { balance: 1 }, if: { id: { exists: true } } }),
    ),
  );
  assert.deepEqual(
    after.map(({ balance }) => balance).sort((a, b) => a - b),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
  );
  assert.deepEqual(await wallets.get({ id }, { consistent: true }), { id, balance: 10 });
});

test("a query takes a partition key whose value is an object", async () => {
  const json = field<{ a: number }, "S">({
    name: "json",
    type: "S",
    takes: "an a",
    encode: ({ a }) => (typeof a === "number" ? JSON.stringify({ a }) : undefined),
    decode: (text) => JSON.parse(text) as { a: number },
  });
  class Objects extends Table({
    name: "objects",
    fields: { key: json, sort: json },
    partitionKey: "key",
    sortKey: "sort",
  }) {}
  const objects = await created(new Objects(db));
  const item = { key: { a: 1 }, sort: { a: 2 } };
  await objects.put(item);
  assert.deepEqual(await objects.get(item), item);
  assert.deepEqual((await objects.query({ key: item.key, sort: { "=": item.sort } })).items, [
    item,
  ]);
});
