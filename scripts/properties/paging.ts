/** Pages of any size give every item once. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { batchWrite, int, oneOf, string, Table, type Cursor } from "../../lib/index";
import { created } from "../testing/fixtures";
import { db } from "./database";
import type { Property } from "./property";

class Entries extends Table({
  name: "property_entries",
  fields: { group: string(), at: int(), kind: oneOf("even", "odd"), label: string() },
  partitionKey: "group",
  sortKey: "at",
  indexes: {
    by_label: { sortKey: "label" },
    by_kind: { partitionKey: "kind", sortKey: "at", projection: "KEYS_ONLY" },
  },
}) {}

const entries = db.then((client) => created(new Entries(client)));
/** It is scanned as a whole, so it has the items of one run only. */
const scanned = db.then((client) => created(new Entries(client, { name: "property_scanned" })));
let count = 0;

/** Fills a partition of its own with so many items, and returns its key. */
async function filled(table: Entries, size: number): Promise<string> {
  const group = `group ${++count}`;
  const items = Array.from({ length: size }, (_, at) => ({
    group,
    at,
    kind: at % 2 === 0 ? ("even" as const) : ("odd" as const),
    label: `${size - at + 1000}`,
  }));
  if (size > 0) await batchWrite(...items.map((item) => table.put(item)));
  return group;
}

const cases = fc.record({
  size: fc.integer({ min: 0, max: 40 }),
  limit: fc.integer({ min: 1, max: 45 }),
  descending: fc.boolean(),
  isFiltered: fc.boolean(),
  of: fc.constantFrom("table" as const, "by_label" as const),
});

const ofQuery: Property = {
  name: "a query with any limit gives every item once, in order, by pages, items and cursors",
  runs: { quick: 15, hard: 500 },
  holds: () =>
    fc.asyncProperty(cases, async ({ size, limit, descending, isFiltered, of }) => {
      const table = await entries;
      const group = await filled(table, size);
      const filter = isFiltered ? { filter: { kind: "even" as const } } : {};
      const ask = (after?: Cursor) => {
        const options = { limit, descending, after, ...filter };
        return of === "table"
          ? table.query({ group }, options)
          : table.index(of).query({ group }, options);
      };
      const all = Array.from({ length: size }, (_, at) => at);
      // Labels are in the opposite order.
      const expected = (descending === (of === "table") ? all.reverse() : all).filter(
        (at) => !isFiltered || at % 2 === 0,
      );
      const atsOf = (items: readonly { at: number }[]) => items.map(({ at }) => at);
      assert.deepEqual(atsOf(await ask().all()), expected);
      const byItem: number[] = [];
      for await (const { at } of ask()) byItem.push(at);
      assert.deepEqual(byItem, expected);
      const byCursor: number[] = [];
      let after: Cursor;
      do {
        const { items, last } = await ask(after);
        assert.ok(items.length <= limit);
        byCursor.push(...atsOf(items));
        // A cursor may travel as text.
        after = last && (JSON.parse(JSON.stringify(last)) as Cursor);
      } while (after !== undefined);
      assert.deepEqual(byCursor, expected);
    }),
};

const ofScan: Property = {
  name: "a scan in any number of segments, with any limit, gives every item once",
  runs: { quick: 5, hard: 100 },
  holds: () =>
    fc.asyncProperty(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      async (size, limit, TotalSegments, isIndex) => {
        const table = await scanned;
        const group = await filled(table, size);
        const segments = await Promise.all(
          Array.from({ length: TotalSegments }, (_, Segment) => {
            const options = { limit, filter: { group: { exists: true as const } } };
            const scan = isIndex ? table.index("by_kind").scan(options) : table.scan(options);
            return scan.with({ Segment, TotalSegments }).all();
          }),
        );
        const found = segments.flat().map(({ at }) => at);
        assert.deepEqual(
          found.sort((a, b) => a - b),
          Array.from({ length: size }, (_, at) => at),
        );
        await batchWrite(...found.map((at) => table.delete({ group, at })));
      },
    ),
};

export const PAGING: Property[] = [ofQuery, ofScan];
