/** Batches of one size: what contestant.ts runs. */
import assert from "node:assert/strict";
import { batchGet, batchWrite } from "../../lib/index";
import type { Contestant } from "./contestant";
import { FIRST, keyOf, type Order } from "./orders";
import { answerWith, operationOf, record, type HttpRequest } from "./recorded";
import { encode } from "./sides/by-hand";
import { BenchOrders } from "./sides/library";
import { plainClient } from "./sides/plain-client";

/** How many items a batch has, by the name of the side. */
export const SIZES: Record<string, number> = { "10²": 1e2, "10³": 1e3, "10⁴": 1e4, "10⁵": 1e5 };
/** From here on the items come from an iterable, if the library takes one. */
const ITERABLE_FROM = 1e5;

const places = { endpoint: "http://127.0.0.1:1", accessKeyId: "bench" };

export async function contestant(side: string): Promise<Contestant> {
  const size = SIZES[side] ?? 0;
  record();
  const database = new Batches(Array.from({ length: size }, (_, n) => orderOf(n)));
  answerWith((request) => database.answerTo(request));
  const batch = size >= ITERABLE_FROM && (await takesIterables(database)) ? streamed : spread;
  const orders = new BenchOrders(plainClient(places));
  const write = () => batch.write(database.items, orders);
  const read = () => batch.read(database.items, orders);
  return {
    async batchWrite(calls) {
      database.written = 0;
      for (let done = 0; done < calls; done += size) await write();
      assert.equal(database.written, calls);
    },
    async batchGet(calls) {
      for (let done = 0; done < calls; done += size) assert.equal(await read(), size);
    },
  };
}

type Orders = InstanceType<typeof BenchOrders>;
/** How the requests are given. `read` resolves with the number of the items that were found. */
type Batch = {
  write(items: readonly Order[], orders: Orders): Promise<unknown>;
  read(items: readonly Order[], orders: Orders): Promise<number>;
};

const spread: Batch = {
  write: (items, orders) => batchWrite(...items.map((item) => orders.put(item))),
  async read(items, orders) {
    const found = await batchGet(...items.map((item) => orders.get(keyOf(item))));
    // In order: a batch whose answers are mixed up isn't worth measuring.
    for (const [n, { order }] of items.entries())
      if (found[n]?.order !== order)
        throw new Error(`batchGet returned another item than ${order}.`);
    return found.length;
  },
};

/** The same functions, as far as they take one iterable. */
const writeStream = batchWrite as unknown as (writes: Iterable<unknown>) => Promise<unknown>;
const readStream = batchGet as unknown as (
  reads: Iterable<unknown>,
) => Promise<unknown> & Partial<AsyncIterable<Order>>;

const streamed: Batch = {
  write: (items, orders) => writeStream(requests(items, (item) => orders.put(item))),
  async read(items, orders) {
    let found = 0;
    const results = readStream(requests(items, (item) => orders.get(keyOf(item))));
    for await (const { order } of results as AsyncIterable<Order>)
      if (order !== items[found++]?.order) throw new Error(`batchGet returned ${order} too early.`);
    return found;
  },
};

function* requests<T>(items: readonly Order[], request: (item: Order) => T): Iterable<T> {
  for (const item of items) yield request(item);
}

/** Tells whether batches take an iterable. */
async function takesIterables(database: Batches): Promise<boolean> {
  const few = database.items.slice(0, 2);
  const orders = new BenchOrders(plainClient(places));
  try {
    await streamed.write(few, orders);
    return database.written === few.length && (await streamed.read(few, orders)) === few.length;
  } catch (error) {
    // What the library says where it takes requests only.
    if (error instanceof TypeError || (error as { code?: string }).code === "RequestInvalid")
      return false;
    throw error;
  }
}

const orderOf = (n: number): Order => ({
  ...FIRST,
  order: `2026-11-27#${String(n).padStart(6, "0")}`,
});

/** With TextDecoder, because the SDK warns of a body that is used like a text, as Buffer.from() does. */
const textOf = ({ body = "{}" }: HttpRequest): string =>
  typeof body === "string" ? body : new TextDecoder().decode(body);

/** Answers as a table would that has these items. */
class Batches {
  written = 0;
  private readonly stored: Map<string, string>;

  constructor(readonly items: readonly Order[]) {
    this.stored = new Map(items.map((item) => [item.order, JSON.stringify(encode(item))]));
  }

  answerTo(request: HttpRequest): string {
    const { RequestItems = {} } = JSON.parse(textOf(request)) as {
      RequestItems?: Record<string, unknown>;
    };
    const [table, parts] = Object.entries(RequestItems)[0] ?? [""];
    if (operationOf(request) === "BatchWriteItem") {
      this.written += (parts as unknown[]).length;
      return `{"UnprocessedItems":{}}`;
    }
    const { Keys } = parts as { Keys: { order: { S: string } }[] };
    // DynamoDB promises no order.
    const items = Keys.map(({ order }) => this.stored.get(order.S)).reverse();
    return `{"Responses":{${JSON.stringify(table)}:[${items.join()}]},"UnprocessedKeys":{}}`;
  }
}
