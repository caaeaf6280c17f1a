/** Many writers at once: one winner, exact sums, and an index that agrees with its table. */
import assert from "node:assert/strict";
import fc from "fast-check";
import {
  batchWrite,
  decimal,
  DynamoError,
  int,
  joined,
  oneOf,
  string,
  Table,
  transactWrite,
} from "../../lib/index";
import { created } from "../testing/fixtures";
import { db } from "./database";
import type { Property } from "./property";

let count = 0;

class Views extends Table({
  name: "property_views",
  fields: { page: string(), user: string() },
  partitionKey: "page",
  sortKey: "user",
}) {}
class Counters extends Table({
  name: "property_counters",
  fields: { page: string(), count: int(), sum: decimal() },
  partitionKey: "page",
}) {}

const STATUSES = [101, 201, 301] as const;
type Status = (typeof STATUSES)[number];

class Orders extends Table({
  name: "property_orders",
  fields: {
    store: string(),
    id: int(),
    status: oneOf(...STATUSES),
    created: int(),
    status_created: joined("int", "int"),
  },
  partitionKey: "store",
  sortKey: "id",
  indexes: {
    by_status: { partitionKey: "status", sortKey: "status_created" },
    of_store: { sortKey: "status_created" },
  },
}) {}

const views = db.then((client) => created(new Views(client)));
const counters = db.then((client) => created(new Counters(client)));
const orders = db.then((client) => created(new Orders(client)));

/** Counts the works that are done; all others must be refused with this code. */
async function winners(works: readonly PromiseLike<unknown>[], code: string): Promise<number> {
  const outcomes = await Promise.allSettled(works);
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      assert.equal(outcome.reason instanceof DynamoError && outcome.reason.code, code);
  return outcomes.filter(({ status }) => status === "fulfilled").length;
}

/** One pair of a page and a user is viewed by so many at once: one of them counts. */
export async function viewAtOnce(viewers: number): Promise<void> {
  const table = await views;
  const pair = { page: `page ${++count}`, user: "ada" };
  const condition = { if: { page: { exists: false } } };
  const works = Array.from({ length: viewers }, () => table.put(pair, condition));
  assert.equal(await winners(works, "ConditionalCheckFailedException"), 1);
  assert.deepEqual((await table.query({ page: pair.page })).items, [pair]);
}

const oneWinner: Property = {
  name: "of several first views at once, one counts",
  runs: { quick: 5, hard: 100 },
  holds: () => fc.asyncProperty(fc.integer({ min: 2, max: 40 }), viewAtOnce),
};

/** The sum of amounts in hundredths, exactly. */
const exactSum = (amounts: readonly bigint[]) => amounts.reduce((sum, amount) => sum + amount, 0n);
const asDecimal = (hundredths: bigint) => `${hundredths}E-2`;

const counting: Property = {
  name: "counters are exact, whatever is added at once",
  runs: { quick: 5, hard: 150 },
  holds: () =>
    fc.asyncProperty(
      fc.array(fc.record({ n: fc.integer(), cents: fc.bigInt(-(10n ** 15n), 10n ** 15n) }), {
        minLength: 1,
        maxLength: 40,
      }),
      async (additions) => {
        const table = await counters;
        const page = `page ${++count}`;
        await table.put({ page, count: 0, sum: "0" });
        const condition = { page: { exists: true } } as const;
        await Promise.all(
          additions.map(({ n, cents }) =>
            table.update({ page }, { add: { count: n, sum: asDecimal(cents) }, if: condition }),
          ),
        );
        const found = await table.get({ page }, { consistent: true });
        const expected = exactSum(additions.map(({ cents }) => cents));
        assert.equal(
          found?.count,
          additions.reduce((sum, { n }) => sum + n, 0),
        );
        assert.equal(hundredthsOf(found.sum), expected);
      },
    ),
};

/** Reads a decimal with at most two places: `-1.5` is -150 hundredths. */
function hundredthsOf(text: string): bigint {
  const [, sign = "", whole = "", places = ""] = /^(-?)(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
  return BigInt(`${sign}${whole}${places.padEnd(2, "0")}`);
}

/** A mark and the counter of marks, together or not at all. */
async function countOnce(page: string, user: string): Promise<boolean> {
  const [marks, totals] = [await views, await counters];
  for (;;) {
    try {
      await transactWrite(
        marks.put({ page, user }, { if: { page: { exists: false } } }),
        totals.update({ page }, { add: { count: 1 }, if: { page: { exists: true } } }),
      );
      return true;
    } catch (error) {
      if (!(error instanceof DynamoError) || error.code !== "TransactionCanceledException")
        throw error;
      if (error.reasons.includes("ConditionalCheckFailed")) return false;
      assert.ok(error.reasons.includes("TransactionConflict"), error.message);
    }
  }
}

const marking: Property = {
  name: "a counter is as large as the number of marks, whoever comes again",
  runs: { quick: 3, hard: 60 },
  holds: () =>
    fc.asyncProperty(
      fc.array(fc.constantFrom("ada", "bob", "cy", "di"), { minLength: 1, maxLength: 16 }),
      async (users) => {
        const page = `page ${++count}`;
        await (await counters).put({ page, count: 0, sum: "0" });
        const counted = await Promise.all(users.map((user) => countOnce(page, user)));
        const marks = await (await views).query({ page }).all();
        assert.equal(marks.length, new Set(users).size);
        assert.equal(counted.filter(Boolean).length, marks.length);
        assert.equal((await (await counters).get({ page }))?.count, marks.length);
      },
    ),
};

/** A change of an order's status, as a program would make it that has read the order before. */
type Change = { id: number; from: Status; to: Status };
const ORDERS = 4;
const change: fc.Arbitrary<Change> = fc.record({
  id: fc.integer({ min: 0, max: ORDERS - 1 }),
  from: fc.constantFrom(...STATUSES),
  to: fc.constantFrom(...STATUSES),
});

const agreement: Property = {
  name: "status changes at once leave the indexes and the table agreed",
  runs: { quick: 5, hard: 150 },
  holds: () =>
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 40 }), async (changes) => {
      const table = await orders;
      const store = `store ${++count}`;
      const order = (id: number, status: Status) =>
        ({
          store,
          id,
          status,
          created: 1000 + id,
          status_created: `${status}_${1000 + id}`,
        }) as const;
      await batchWrite(...Array.from({ length: ORDERS }, (_, id) => table.put(order(id, 101))));
      await winners(
        changes.map(({ id, from, to }) => {
          const { status, status_created } = order(id, to);
          return table.update(
            { store, id },
            { set: { status, status_created }, if: { status: from } },
          );
        }),
        "ConditionalCheckFailedException",
      );
      const all = await table.query({ store }).all();
      assert.equal(all.length, ORDERS);
      for (const { id, status, ...rest } of all)
        assert.deepEqual({ id, status, ...rest }, order(id, status));
      for (const status of STATUSES) {
        const expected = all.filter((one) => one.status === status);
        const global = await table
          .index("by_status")
          .query({ status }, { filter: { store } })
          .all();
        assert.deepEqual(global, expected);
        const key = { store, status_created: { begins_with: `${status}_` } };
        assert.deepEqual(await table.index("of_store").query(key).all(), expected);
      }
    }),
};

export const CONCURRENCY: Property[] = [oneWinner, counting, marking, agreement];
