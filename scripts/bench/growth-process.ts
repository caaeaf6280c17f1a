/**
 * Counts the viewers of one page in tables of 10² to 10⁵ views, in four ways, and prints as JSON
 * what an answer took: milliseconds, round by round, and read units.
 */
import assert from "node:assert/strict";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { batchWrite, connect, int, measure, string, Table } from "../../lib/index";
import type { Growth } from "./growth";
import { interleaved } from "./rounds";
import { silently } from "./silently";

/** How many views a table has, by the name of the side. */
const SIZES: Record<string, number> = { "10²": 1e2, "10³": 1e3, "10⁴": 1e4, "10⁵": 1e5 };
/** Each page has as many, so an answer has the same size in every table. */
const VIEWERS = 20;
const ROUNDS = 9;

class Views extends Table({
  name: "view",
  fields: { page: string(), user: string(), path: string() },
  partitionKey: "page",
  sortKey: "user",
  indexes: { by_path: { partitionKey: "path", sortKey: "user" } },
}) {}
class Counters extends Table({
  name: "counter",
  fields: { page: string(), views: int() },
  partitionKey: "page",
}) {}

type Tables = { views: Views; counters: Counters };

const pageOf = (n: number) => `page-${String(n).padStart(6, "0")}`;
const pathOf = (page: string) => `/pages/${page}`;
const PAGE = pageOf(1);
const PATH = pathOf(PAGE);

/** The ways to count the viewers of a page. */
const WAYS: Record<string, (tables: Tables) => Promise<number>> = {
  counter: async ({ counters }) => (await counters.get({ page: PAGE }))?.views ?? 0,
  Query: async ({ views }) => (await views.query({ page: PAGE }).all()).length,
  "Query of an index": async ({ views }) =>
    (await views.index("by_path").query({ path: PATH }).all()).length,
  "Scan with a filter": async ({ views }) =>
    (await views.scan({ filter: { page: PAGE } }).all()).length,
};

async function tablesOf(db: DynamoDBClient, size: number): Promise<Tables> {
  const [views, counters] = [
    new Views(db, { name: `view_${size}` }),
    new Counters(db, { name: `counter_${size}` }),
  ];
  await views.createTable();
  await counters.createTable();
  const pages = Array.from({ length: size / VIEWERS }, (_, n) => pageOf(n));
  await batchWrite(
    (function* () {
      for (const page of pages) {
        yield counters.put({ page, views: VIEWERS });
        for (let n = 0; n < VIEWERS; n++)
          yield views.put({ page, user: `user-${n}`, path: pathOf(page) });
      }
    })(),
  );
  return { views, counters };
}

async function main(): Promise<void> {
  const db = await silently(() => connect());
  const tables = new Map<string, Tables>();
  for (const [side, size] of Object.entries(SIZES))
    tables.set(side, await silently(() => tablesOf(db, size)));

  /** An answer must be right, and cost the same each time. */
  const units = new Map<string, Map<string, number>>(
    Object.keys(WAYS).map((way) => [way, new Map<string, number>()]),
  );
  const answer = async (side: string, way: string): Promise<number> => {
    const begun = performance.now();
    const cost = await measure(
      db,
      () => WAYS[way]?.(tables.get(side) as Tables) as Promise<number>,
    );
    const took = performance.now() - begun;
    assert.equal(cost.result, VIEWERS, `${way} of ${side} views`);
    assert.equal(units.get(way)?.get(side) ?? cost.units, cost.units);
    units.get(way)?.set(side, cost.units);
    return took;
  };
  const plan = { sides: Object.keys(SIZES), operations: Object.keys(WAYS) };
  const times = await interleaved({ ...plan, rounds: ROUNDS, warmUp: 2 }, answer);
  const growth: Growth = { ...plan, times: plain(times), units: plain(units) };
  console.log(JSON.stringify(growth));
  process.exit();
}

/** Maps as objects. */
const plain = <T>(map: Map<string, Map<string, T>>) =>
  Object.fromEntries([...map].map(([name, inner]) => [name, Object.fromEntries(inner)]));

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
