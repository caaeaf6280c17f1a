/** Batches of many: how many requests they send, how many at once, and how much they hold. */
import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { before, describe, test, type TestContext } from "node:test";
import { inspect } from "node:util";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { decimal, int } from "../fields/numbers";
import { string } from "../fields/texts";
import { render } from "../show/render";
import { created, database, rejects, said, sent, stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { batchGet, batchWrite } from "./batches";
import { transactWrite } from "./transactions";

class Orders extends Table({
  name: "many_orders",
  fields: { id: int(), note: string().optional() },
  partitionKey: "id",
}) {}
class Prices extends Table({
  name: "many_prices",
  fields: { amount: decimal(), label: string().optional() },
  partitionKey: "amount",
}) {}

type Stored = Record<string, { N?: string; S?: string }>;
type Tables = Record<string, { PutRequest?: { Item: Stored }; DeleteRequest?: object }[]>;
type Reads = Record<string, { Keys: Stored[] }>;
type Sent = { RequestItems: Tables | Reads };

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n);
/** An error of DynamoDB. */
const denied = () =>
  Object.assign(new Error("no"), { name: "AccessDeniedException", $fault: "client" });

/** What a client was asked, and how many of it at once. */
type Counts = { sizes: number[]; inFlight: number; most: number; ids: string[] };

/**
 * A client that answers a turn later, so that requests can be in flight together, as `answer` says;
 * by default everything is written, and each key is found.
 */
function counting(
  answer: (parts: { id: string; stored: Stored }[], request: number) => object | Promise<object> = (
    parts,
  ) => ({ Responses: { many_orders: parts.map(({ stored }) => stored) } }),
): { orders: Orders; counts: Counts } {
  const counts: Counts = { sizes: [], inFlight: 0, most: 0, ids: [] };
  const client = stub(async ({ input }: { input: Sent }) => {
    const parts = partsOf(input);
    const request = counts.sizes.push(parts.length);
    counts.most = Math.max(counts.most, ++counts.inFlight);
    counts.ids.push(...parts.map(({ id }) => id));
    await turn();
    try {
      return await answer(parts, request);
    } finally {
      counts.inFlight--;
    }
  });
  return { orders: new Orders(client), counts };
}

const storedIn = (table: Tables[string] | Reads[string]): Stored[] =>
  "Keys" in table ? table.Keys : table.map(itemOf);
const partsOf = ({ RequestItems }: Sent) =>
  Object.values<Tables[string] | Reads[string]>(RequestItems)
    .flatMap(storedIn)
    .map((stored) => ({ id: stored["id"]?.N ?? "", stored }));
const itemOf = (write: { PutRequest?: { Item: Stored }; DeleteRequest?: object }): Stored =>
  write.PutRequest?.Item ?? (write.DeleteRequest as { Key: Stored }).Key;

/** Leaves these parts of a batch of puts unwritten. */
const unwritten = (parts: { stored: Stored }[]) => ({
  UnprocessedItems:
    parts.length === 0
      ? {}
      : { many_orders: parts.map(({ stored }) => ({ PutRequest: { Item: stored } })) },
});

/** Pauses pass at once; returns how long they would have been. */
function withoutPauses(context: TestContext, random = 1): number[] {
  const pauses: number[] = [];
  context.mock.method(Math, "random", () => random);
  context.mock.method(globalThis, "setTimeout", (work: () => void, pause: number) => {
    pauses.push(pause);
    setImmediate(work);
  });
  return pauses;
}

/** Yields these values, and counts how many were taken and whether it was closed. */
function observed<T>(values: Iterable<T>) {
  const state = { taken: 0, closed: 0 };
  function* stream() {
    try {
      for (const value of values) {
        state.taken++;
        yield value;
      }
    } finally {
      state.closed++;
    }
  }
  return { state, stream: stream() };
}

describe("a batch of many", () => {
  test("has 4 requests in flight, or as many as inFlight says, and no more than it needs", async () => {
    for (const [inFlight, expected] of [
      [undefined, 4],
      [1, 1],
      [7, 7],
      [100, 40],
    ] as const) {
      const { orders, counts } = counting();
      const options = inFlight === undefined ? {} : { inFlight };
      await batchWrite(upTo(1000), (id) => orders.put({ id }), options);
      assert.deepEqual(counts.sizes, Array(40).fill(25));
      assert.equal(counts.most, expected);
      assert.deepEqual(
        counts.ids.map(Number).sort((a, b) => a - b),
        upTo(1000),
      );
    }
  });

  test("each answer finds its read without a look at the others", async () => {
    let looks = 0;
    const watched = (stored: Stored): Stored => ({
      get id() {
        looks++;
        return stored["id"] ?? {};
      },
    });
    const { orders } = counting((parts) => ({
      Responses: { many_orders: parts.map(({ stored }) => watched(stored)).reverse() },
    }));
    const looksAt = async (size: number) => {
      looks = 0;
      const found = await batchGet(upTo(size), (id) => orders.get({ id }));
      assert.deepEqual(
        found,
        upTo(size).map((id) => ({ id })),
      );
      return looks / size;
    };
    assert.equal(await looksAt(3000), await looksAt(30));
  });

  test("all pause together when DynamoDB leaves parts unprocessed: a pause for a round, not for a request", async (context) => {
    const pauses = withoutPauses(context);
    const perRound: number[] = [];
    let sinceWhen = 0;
    // Nothing of the first three rounds.
    const { orders, counts } = counting((parts) => {
      if (pauses.length > perRound.length) {
        perRound.push(counts.sizes.length - sinceWhen);
        sinceWhen = counts.sizes.length;
      }
      return unwritten(pauses.length < 3 ? parts : []);
    });
    await batchWrite(upTo(200), (id) => orders.put({ id }));
    assert.deepEqual(pauses, [100, 200, 400]);
    // 200 parts are 8 requests: those in flight at a pause, and then all that are left.
    assert.ok(counts.sizes.length <= 3 * 4 + 8, String(counts.sizes));
    assert.equal(counts.most, 4);
    assert.equal(new Set(counts.ids).size, 200);
  });

  test("a pause is a random part of the longest one", async (context) => {
    for (const [random, expected] of [
      [0, [0, 0, 0]],
      [0.25, [25, 50, 100]],
    ] as const) {
      const pauses = withoutPauses(context, random);
      const { orders } = counting((parts, request) => unwritten(request <= 3 ? parts : []));
      await batchWrite(upTo(3), (id) => orders.put({ id }));
      assert.deepEqual(pauses, expected);
      context.mock.restoreAll();
    }
  });

  test("the pause doesn't grow while some parts are processed", async (context) => {
    const pauses = withoutPauses(context);
    const { orders } = counting((parts) => unwritten(parts.slice(1)));
    await batchWrite(upTo(30), (id) => orders.put({ id }));
    assert.deepEqual([...new Set(pauses)], [100]);
  });

  test("an error ends it when what is in flight has ended, and says how many parts were done", async () => {
    const ended: number[] = [];
    const { orders, counts } = counting(async (_, request) => {
      if (request === 6) throw denied();
      // Those that were sent before take longer.
      for (let turns = request; turns < 9; turns++) await turn();
      ended.push(request);
      return {};
    });
    const { state, stream } = observed(upTo(1000));
    await rejects(
      batchWrite(stream, (id) => orders.put({ id })),
      (error: Error) => {
        assert.equal(counts.inFlight, 0);
        assert.match(error.message, RegExp(`, ${ended.length * 25} were done before\\.$`));
        return true;
      },
    );
    assert.equal(counts.sizes.length, ended.length + 1);
    assert.ok(counts.sizes.length <= 9, String(counts.sizes.length));
    assert.equal(state.closed, 1);
    const sentSoFar = counts.sizes.length;
    await turn();
    assert.equal(counts.sizes.length, sentSoFar);
  });

  test("an error during a pause doesn't wait for its end", async (context) => {
    const stopped: unknown[] = [];
    context.mock.method(globalThis, "setTimeout", () => ({ isNeverOver: true }) as never);
    context.mock.method(globalThis, "clearTimeout", (timer: unknown) => stopped.push(timer));
    const { orders } = counting(async (parts, request) => {
      if (request === 1) return unwritten(parts);
      await turn();
      throw denied();
    });
    await rejects(
      batchWrite(upTo(100), (id) => orders.put({ id })),
      {
        message: /Of the 100 parts of this batch, none was done before\.$/,
      },
    );
    assert.deepEqual(stopped, [{ isNeverOver: true }]);
  });

  test("what DynamoDB never processes ends as BatchIncomplete, of a stream with what it did", async (context) => {
    withoutPauses(context);
    const { orders, counts } = counting((parts) => unwritten(parts.filter(({ id }) => +id >= 60)));
    const put = (id: number) => orders.put({ id });
    await rejects(batchWrite(upTo(70), put), {
      code: "BatchIncomplete",
      message: /unprocessed, 10 of 70\. /,
    });
    const { state, stream } = observed(upTo(70));
    await rejects(batchWrite(stream, put), {
      code: "BatchIncomplete",
      message: /unprocessed, after 60 that it processed\. /,
    });
    assert.equal(state.taken, 70);
    assert.ok(counts.sizes.length < 60, String(counts.sizes.length));
  });

  test("a part that is returned in a way that isn't recognized is sent again with the others", async (context) => {
    withoutPauses(context);
    const { orders, counts } = counting((parts, request) =>
      request === 1 ? unwritten([{ stored: { id: { N: "7e99" } } }]) : unwritten(parts.slice(3)),
    );
    await batchWrite(upTo(3), (id) => orders.put({ id }));
    assert.deepEqual(counts.ids, ["0", "1", "2", "0", "1", "2"]);
  });

  test("progress is told after each response; a text is shown in one line at the end", async () => {
    const told: [number, number | undefined][] = [];
    const { orders } = counting();
    const progress = (done: number, all: number | undefined) => void told.push([done, all]);
    await batchWrite(upTo(60), (id) => orders.put({ id }), { progress });
    assert.deepEqual(
      told,
      [0, 25, 50, 60].map((done) => [done, 60]),
    );
    told.length = 0;
    await batchGet(new Set(upTo(150)), (id) => orders.get({ id }), { progress });
    assert.deepEqual(
      told,
      [0, 100, 150].map((done) => [done, undefined]),
    );
    const lines = await said("log", async () => {
      await batchWrite(upTo(1200), (id) => orders.put({ id }), { progress: "orders written" });
      const failing = counting(() => Promise.reject(new Error("no"))).orders;
      await rejects(
        batchWrite(upTo(60), (id) => failing.put({ id }), { progress: "orders written" }),
        { message: "no" },
      );
    });
    assert.deepEqual(lines, ["1,200 orders written", "0 of 60 orders written"]);
  });

  test("console and show() print a bounded part of its parameters, and of the response", async () => {
    const { orders } = counting();
    const writes = batchWrite(upTo(5_000).map((id) => orders.put({ id })));
    const reads = batchGet(upTo(5_000).map((id) => orders.get({ id })));
    for (const state of ["not sent yet", "sent"]) {
      for (const request of [writes, reads]) {
        const { text, html } = render(request);
        assert.match(text, RegExp(`^Batch\\w+ \\(${state}\\), table many_orders`));
        for (const printed of [text, html, inspect(request)]) {
          assert.match(printed, /… and 4,9\d\d more/);
          assert.ok(printed.length < 40_000, String(printed.length));
        }
      }
      await Promise.all([writes, reads]);
    }
    assert.match(render(writes).text, /: 5,000 writes done\n/);
    assert.match(render(reads).text, /: 5,000 items\n/);
  });

  test("options that don't exist are refused: a second list would never be sent", async () => {
    const { orders, counts } = counting();
    const lists = [[orders.put({ id: 1 })], [orders.put({ id: 2 })]] as const;
    for (const options of [lists[1], { inflight: 2 }, { progress: 5 }, 5])
      for (const entries of [lists[0], new Set(lists[0])])
        await rejects(batchWrite(entries, options as never), { code: "RequestInvalid" });
    for (const request of lists.flat()) request.join();
    assert.deepEqual(counts.sizes, []);
  });

  test("inFlight must be a whole number", async () => {
    const { orders, counts } = counting();
    for (const inFlight of [0, -1, 1.5, NaN, "4" as never])
      for (const batch of [
        () => batchWrite([orders.put({ id: 1 })], { inFlight }),
        () => batchWrite(upTo(1).values(), (id) => orders.put({ id }), { inFlight }),
        () => batchGet([orders.get({ id: 1 })], { inFlight }),
        () => batchGet(upTo(1).values(), (id) => orders.get({ id }), { inFlight }),
      ])
        await rejects(batch(), { code: "RequestInvalid", message: /inFlight/ });
    assert.deepEqual(counts.sizes, []);
  });
});

test("a page of more items than a call may have arguments", async () => {
  const Items = upTo(150_000).map((id) => ({ id: { N: String(id) } }));
  const orders = new Orders(stub(() => Promise.resolve({ Items })));
  assert.equal((await orders.scan().all()).length, 150_000);
});

describe("a list", () => {
  test("is checked as a whole before anything is sent, whatever its size and its form", async () => {
    const { orders, counts } = counting();
    const ids = [...upTo(300), 299];
    const stranger = counting().orders;
    const refused = [
      () => batchWrite(ids.map((id) => orders.put({ id }))),
      () => batchWrite(...ids.map((id) => orders.put({ id }))),
      () => batchWrite(ids, (id) => orders.put({ id })),
      () => batchGet(ids, (id) => orders.get({ id })),
      () => batchWrite(upTo(300), (id) => (id === 299 ? stranger : orders).put({ id })),
      () => batchWrite(upTo(300), (id) => (id === 299 ? "put" : orders.put({ id })) as never),
      () => batchWrite([]),
      () => batchGet([], (id: number) => orders.get({ id })),
    ];
    for (const batch of refused) await rejects(batch(), { code: "RequestInvalid" }, String(batch));
    await rejects(
      batchWrite(ids, (id) => orders.put({ id: id + 0.5 })),
      { name: "ItemError" },
    );
    assert.deepEqual(counts.sizes, []);
  });
});

describe("a stream", () => {
  test("is taken as it is sent: never more than what is in flight, and one more", async () => {
    const inFlight = 3;
    const held: number[] = [];
    let done = 0;
    const { state, stream } = observed(upTo(2_000));
    const { orders, counts } = counting((parts) => {
      held.push(state.taken - done);
      done += parts.length;
      return {};
    });
    const batch = batchWrite(stream, (id) => orders.put({ id }), { inFlight });
    await turn();
    assert.equal(state.taken, 0);
    await batch;
    assert.equal(state.taken, 2_000);
    assert.ok(Math.max(...held) <= inFlight * 25 + 1, String(Math.max(...held)));
    assert.equal(counts.most, inFlight);
  });

  test("holds no more while DynamoDB leaves parts unprocessed", async (context) => {
    withoutPauses(context);
    const { state, stream } = observed(upTo(1_000));
    const held: number[] = [];
    const written = new Set<string>();
    const { orders } = counting((parts) => {
      held.push(state.taken - written.size);
      const left = parts.slice(0, 20);
      for (const { id } of parts.slice(20)) written.add(id);
      if (parts.length <= 20) for (const { id } of parts) written.add(id);
      return unwritten(parts.length <= 20 ? [] : left);
    });
    await batchWrite(stream, (id) => orders.put({ id }));
    assert.equal(written.size, 1_000);
    assert.ok(Math.max(...held) <= 4 * 25 + 1, String(Math.max(...held)));
  });

  test("may come from an async iterable, whose entries a function makes requests of", async () => {
    const { orders, counts } = counting();
    async function* ids() {
      for (const id of upTo(60)) {
        if (id % 7 === 0) await turn();
        yield id;
      }
    }
    await batchWrite(ids(), (id) => orders.put({ id }));
    assert.deepEqual(counts.sizes, [25, 25, 10]);
    assert.deepEqual(
      await batchGet(ids(), (id) => orders.get({ id })),
      upTo(60).map((id) => ({ id })),
    );
    // Requests themselves, if it isn't an async generator.
    const requests = upTo(30)
      .map((id) => orders.delete({ id }))
      .values();
    const iterable = {
      [Symbol.asyncIterator]: () => ({ next: () => ({ then: null, ...requests.next() }) }),
    };
    await batchWrite(iterable as never);
    assert.deepEqual(counts.sizes.slice(-2), [25, 5]);
  });

  test("an async generator of requests would await each: it is refused, and told why", async () => {
    const orders = new Orders(stub(() => Promise.resolve({})));
    async function* puts() {
      await turn();
      yield orders.put({ id: 1 });
    }
    await rejects(batchWrite(puts() as never), {
      code: "RequestInvalid",
      message: /not \{ id: 1 \}.*\(item\) => table\.put\(item\).*async generator awaits/,
    });
  });

  test("an item that comes again waits for the write before: the last one wins", async () => {
    const inFlight = new Set<string>();
    const order: string[] = [];
    const { orders } = counting(async (parts) => {
      for (const { id, stored } of parts) {
        assert.ok(!inFlight.has(id), id);
        inFlight.add(id);
        order.push(`${id} ${stored["note"]?.S}`);
      }
      await turn();
      for (const { id } of parts) inFlight.delete(id);
      return {};
    });
    function* puts() {
      for (const note of ["a", "b", "c"]) for (const id of upTo(40)) yield orders.put({ id, note });
      yield* ["d", "e"].map((note) => orders.put({ id: 39, note }));
    }
    await batchWrite(puts());
    for (const id of upTo(39))
      assert.deepEqual(
        order.filter((one) => one.startsWith(`${id} `)),
        ["a", "b", "c"].map((note) => `${id} ${note}`),
      );
    assert.deepEqual(order.slice(-2), ["39 d", "39 e"]);
  });

  test("an item that comes again waits also for its own retry", async (context) => {
    withoutPauses(context);
    const { orders, counts } = counting((parts, request) => unwritten(request === 1 ? parts : []));
    await batchWrite([1, 1].values(), (id) => orders.put({ id }));
    assert.deepEqual(counts.ids, ["1", "1", "1"]);
    assert.deepEqual(counts.sizes, [1, 1, 1]);
    const { orders: found } = counting();
    assert.deepEqual(await batchGet([1, 1, 2].values(), (id) => found.get({ id })), [
      { id: 1 },
      { id: 1 },
      { id: 2 },
    ]);
  });

  test("nothing in it is nothing to do", async () => {
    const { orders, counts } = counting();
    await batchWrite(new Set<number>(), (id) => orders.put({ id }));
    assert.deepEqual(await batchGet(new Set<number>(), (id) => orders.get({ id })), []);
    assert.deepEqual(counts.sizes, []);
  });

  test("a part that can't be sent ends it, and says how many parts were done; the stream is closed", async () => {
    const { orders, counts } = counting();
    const bad: [(id: number) => unknown, RegExp | string][] = [
      [(id) => orders.put({ id: id + 0.5 }), "ItemEncodeError"],
      [(id) => orders.put({ id }, { if: { id: { exists: false } } }), "RequestInvalid"],
      [(id) => orders.update({ id }, { set: { note: "x" } }), "RequestInvalid"],
      [(id) => counting().orders.put({ id }), "RequestInvalid"],
      [(id) => id, "RequestInvalid"],
    ];
    for (const [make, code] of bad) {
      counts.sizes.length = 0;
      const { state, stream } = observed(upTo(1000));
      const batch = batchWrite(
        stream,
        (id) => (id === 60 ? make(id) : orders.put({ id })) as never,
      );
      await rejects(batch, {
        code,
        message: /Of the parts of this batch, 50 were done before\.$/,
      });
      assert.deepEqual([counts.sizes, state], [[25, 25], { taken: 61, closed: 1 }]);
    }
  });

  test("its own error, and that of the function, come out unchanged", async () => {
    const { orders, counts } = counting();
    const mine = new Error("mine");
    function* failing() {
      yield* upTo(30);
      throw mine;
    }
    const put = (id: number) => orders.put({ id });
    await rejects(batchWrite(failing(), put), (error: unknown) => error === mine);
    const { state, stream } = observed(upTo(100));
    const throwing = (id: number) => {
      if (id === 30) throw mine;
      return put(id);
    };
    await rejects(batchWrite(stream, throwing), (error: unknown) => error === mine);
    await rejects(batchWrite(upTo(100), throwing), (error: unknown) => error === mine);
    assert.equal(state.closed, 1);
    assert.deepEqual(counts.sizes, [25, 25]);
  });

  test("an error doesn't wait for an entry that never comes", async () => {
    const { orders } = counting(() => Promise.reject(new Error("no")));
    async function* ids() {
      yield* upTo(25);
      await new Promise(() => undefined);
    }
    await rejects(
      batchWrite(ids(), (id) => orders.put({ id })),
      { message: "no" },
    );
  });

  test("isn't sent if it is only shown, and its number isn't known", async () => {
    const { orders, counts } = counting();
    const batch = batchWrite(new Set(upTo(3)), (id) => orders.put({ id }));
    assert.match(render(batch).text, /^BatchWriteItem \(not sent yet\), from a stream\n\{\}$/);
    assert.match(inspect(batch), /^BatchWriteItem \(not sent yet\): /);
    assert.deepEqual(counts.sizes, []);
    await batch;
    assert.match(render(batch).text, /^BatchWriteItem \(sent\), from a stream: done\n/);
  });

  test("for await over reads holds a bounded number, in their order, and stops with its reader", async () => {
    const inFlight = 2;
    const { orders, counts } = counting(async (parts, request) => {
      // Every other answer is late.
      for (let turns = 0; turns < (request % 2) * 5; turns++) await turn();
      return { Responses: { many_orders: parts.map(({ stored }) => stored) } };
    });
    const { state, stream } = observed(upTo(10_000));
    let read = 0;
    let most = 0;
    for await (const order of batchGet(stream, (id) => orders.get({ id }), { inFlight })) {
      assert.deepEqual(order, { id: read++ });
      most = Math.max(most, state.taken - read);
      if (read === 2_000) await turn();
      if (read === 5_000) break;
    }
    assert.ok(most <= (inFlight + 1) * 100, String(most));
    assert.ok(state.taken <= 5_000 + (inFlight + 1) * 100, String(state.taken));
    assert.deepEqual([state.closed, counts.inFlight, counts.most], [1, 0, inFlight]);
    // Portions stay full, however slowly they are read.
    assert.deepEqual([...new Set(counts.sizes)], [100]);
  });

  test("for await over reads gives what was read before an error, then the error", async () => {
    const { orders } = counting((parts, request) =>
      request === 3
        ? Promise.reject(denied())
        : { Responses: { many_orders: parts.map(({ stored }) => stored) } },
    );
    const found: unknown[] = [];
    await assert.rejects(
      async () => {
        for await (const order of batchGet(upTo(1000).values(), (id) => orders.get({ id })))
          found.push(order);
      },
      { message: /were done before\.$/ },
    );
    assert.deepEqual(
      found.slice(0, 200),
      upTo(200).map((id) => ({ id })),
    );
    assert.ok(found.length < 1000);
  });

  test("keys that DynamoDB leaves unread are asked for again, and their results keep their place", async (context) => {
    withoutPauses(context);
    const { orders } = counting((parts) => {
      const done = parts.slice(Math.min(30, parts.length - 1));
      const left = parts.slice(0, parts.length - done.length);
      return {
        Responses: { many_orders: done.map(({ stored }) => stored) },
        UnprocessedKeys:
          left.length === 0 ? {} : { many_orders: { Keys: left.map(({ stored }) => stored) } },
      };
    });
    for (const keys of [upTo(350), new Set(upTo(350))])
      assert.deepEqual(
        await batchGet(keys, (id) => orders.get({ id })),
        upTo(350).map((id) => ({ id })),
      );
  });

  test("for await over a list yields the same as awaiting it", async () => {
    const { orders, counts } = counting();
    const batch = batchGet(upTo(150).map((id) => orders.get({ id })));
    const found: unknown[] = [];
    for await (const order of batch) found.push(order);
    assert.deepEqual(found, await batch);
    assert.deepEqual(counts.sizes, [100, 50]);
  });
});

describe("batches at DynamoDB Local", () => {
  let db: DynamoDBClient;
  before(async () => void (db = await database()));

  test("a scan is copied to another table, and read again by its keys", async () => {
    const orders = await created(new Orders(db));
    const archive = await created(new Orders(db, { name: "many_archive" }));
    const written = await sent(db, () =>
      batchWrite(upTo(130), (id) => orders.put({ id, note: `n${id}` })),
    );
    assert.equal(written.filter((operation) => operation === "BatchWriteItem").length, 6);
    const copy = batchWrite(orders.scan({ limit: 40 }), (order) => archive.put(order)).with({
      ReturnConsumedCapacity: "TOTAL",
    });
    await copy;
    assert.deepEqual(copy.output?.["ConsumedCapacity"], [
      { TableName: "many_archive", CapacityUnits: 130 },
    ]);
    const keys = [...upTo(130), 999];
    const found = await batchGet(keys.values(), (id) => archive.get({ id }, { consistent: true }));
    assert.deepEqual(found, [...upTo(130).map((id) => ({ id, note: `n${id}` })), undefined]);
  });

  test("numbers are found by their values, in a list and in a stream", async () => {
    const prices = await created(new Prices(db));
    await batchWrite(["1.50", "-0.25", "1E+3"], (amount) => prices.put({ amount, label: amount }));
    const asked = ["15E-1", "1000", "-25e-2", "7", "1000.0"];
    const labels = ["1.50", "1E+3", "-0.25", undefined];
    const list = await batchGet(asked.slice(0, 4), (amount) => prices.get({ amount }));
    assert.deepEqual(
      list.map((price) => price?.label),
      labels,
    );
    const stream = await batchGet(asked.values(), (amount) => prices.get({ amount }));
    assert.deepEqual(
      stream.map((price) => price?.label),
      [...labels, "1E+3"],
    );
    await transactWrite(prices.delete({ amount: "1000" }));
  });
});
