/** Indexes whose partition and sort key have several attributes. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { DynamoError } from "../errors/errors";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { batchWrite } from "../requests/batches";
import { created, database } from "../../scripts/testing/fixtures";
import { toText } from "../show/text";
import { Table } from "./table";

const matches = {
  name: "matches_by_several",
  fields: {
    id: string(),
    tournament: string(),
    region: string(),
    round: string().optional(),
    bracket: string(),
    at: int(),
  },
  partitionKey: "id",
  indexes: {
    by_round: {
      partitionKey: ["tournament", "region"],
      sortKey: ["round", "bracket", "at"],
    },
    by_region: { partitionKey: "region", sortKey: ["at"], projection: "KEYS_ONLY" },
  },
} as const;
class Matches extends Table(matches) {}

let table: Matches;
before(async () => {
  table = await created(new Matches(await database()));
  const rounds = ["final", "semi", undefined];
  await batchWrite(
    Array.from({ length: 12 }, (_, at) => at),
    (at) => {
      const round = rounds[at % 3];
      return table.put({
        id: String(at),
        tournament: "open",
        region: at % 2 === 0 ? "east" : "west",
        ...(round !== undefined && { round }),
        bracket: at < 6 ? "lower" : "upper",
        at,
      });
    },
  );
});

const east = { tournament: "open", region: "east" };
const idsOf = ({ items }: { items: readonly { id: string }[] }) => items.map(({ id }) => id);

describe("a query by an index of several attributes", () => {
  const byRound = () => table.index("by_round");
  test("reads one partition in the order of all sort attributes", async () => {
    // Without a round an item isn't in the index.
    assert.deepEqual(idsOf(await byRound().query(east)), ["0", "6", "4", "10"]);
    assert.deepEqual(idsOf(await byRound().query(east, { descending: true })), [
      "10",
      "4",
      "6",
      "0",
    ]);
  });
  test("takes conditions from left to right, a range last", async () => {
    const final = { ...east, round: "final" };
    assert.deepEqual(idsOf(await byRound().query(final)), ["0", "6"]);
    assert.deepEqual(idsOf(await byRound().query({ ...final, bracket: "upper" })), ["6"]);
    const late = { ...final, bracket: "lower", at: { ">": 0 } };
    assert.deepEqual(idsOf(await byRound().query(late)), []);
    assert.deepEqual(idsOf(await byRound().query({ ...east, round: { begins_with: "s" } })), [
      "4",
      "10",
    ]);
  });
  test("goes on from a cursor, and shows its key", async () => {
    const first = await byRound().query(east, { limit: 3 });
    const rest = await byRound().query(east, { limit: 3, after: first.last });
    assert.deepEqual([...idsOf(first), ...idsOf(rest)], ["0", "6", "4", "10"]);
    assert.match(toText(first.items).split("\n")[0] ?? "", /^tournament .*region .*round .*at/);
  });
  test("a list of one is one", async () => {
    const { items } = await table.index("by_region").query({ region: "west", at: { "<": 4 } });
    assert.deepEqual(items, [
      { id: "1", region: "west", at: 1 },
      { id: "3", region: "west", at: 3 },
    ]);
  });
});

test("an attribute of a key may be called __proto__", () => {
  const proto = "__proto__";
  const fields = { id: string(), [proto]: string(), at: string() };
  const indexes = {
    by: { partitionKey: ["at", proto] },
    sorted: { partitionKey: "at", sortKey: proto },
  } as const;
  const table = new (Table({ name: "odd", fields, partitionKey: "id", indexes }))(
    undefined as never,
  );
  const key = { at: "a", [proto]: "x" } as const;
  for (const query of [table.index("by").query(key), table.index("sorted").query(key)]) {
    const { ExpressionAttributeNames: names = {} } = query.join().input;
    assert.deepEqual(Object.values(names).sort(), [proto, "at"]);
  }
});

describe("refused before it is sent:", () => {
  const refusals: [name: string, key: object, options: object, says: RegExp][] = [
    ["half a partition key", { tournament: "open" }, {}, /region is missing/],
    [
      "a gap",
      { ...east, bracket: "upper" },
      {},
      /round is missing. Name it, too: the sort key is round, bracket, at/,
    ],
    [
      "a range before the last",
      { ...east, round: { ">": "f" }, bracket: "upper" },
      {},
      /round has a range, and bracket comes after it. Give round one value, or leave bracket out/,
    ],
    ["another attribute", { ...east, id: "1" }, {}, /id isn't part of this key/],
    ["a filter on any part", east, { filter: { bracket: "upper" } }, /can't filter by bracket/],
    ["a filter on the partition", east, { filter: { region: "east" } }, /can't filter by region/],
  ];
  for (const [name, key, options, says] of refusals)
    test(name, async () => {
      const query = () => table.index("by_round").query(key as never, options);
      await assert.rejects(async () => query(), says);
    });
  test("a cursor of another partition", async () => {
    const { last } = await table.index("by_round").query(east, { limit: 1 });
    const other = { tournament: "open", region: "west" };
    await assert.rejects(
      async () => table.index("by_round").query(other, { after: last }),
      /another partition, .*region: "east"/,
    );
  });
});

describe("a definition is refused:", () => {
  const names = ["a", "b", "c", "d", "e"];
  const fields = Object.fromEntries([...names, "id", "s"].map((name) => [name, string()]));
  const refusals: [name: string, index: object, says: RegExp][] = [
    ["five attributes", { partitionKey: names }, /5 partition and 0 sort.*at most 4 of each/],
    ["none", { partitionKey: [], sortKey: "a" }, /partition key of by is an empty list/],
    ["one twice", { partitionKey: ["a", "b"], sortKey: ["a"] }, /a can't be two parts/],
    ["a local index", { sortKey: ["a", "b"] }, /local, and its sort key is one attribute/],
    ["no field", { partitionKey: ["a", "zip"] }, /zip isn't among the fields/],
    ["a number", { partitionKey: 5 }, /partitionKey of by can't be 5. Name an attribute/],
    ["null", { partitionKey: "a", sortKey: null }, /sortKey of by can't be null.*leave it out/],
    ["a list of lists", { partitionKey: [["a"]] }, /partitionKey of by can't be \[ \[ "a" \] \]/],
  ];
  for (const [name, index, says] of refusals)
    test(name, () => {
      const definition = { name: "wrong", fields, partitionKey: "id", sortKey: "s" };
      assert.throws(
        () => Table({ ...definition, indexes: { by: index } } as never),
        (error: unknown) => error instanceof DynamoError && says.test(error.message),
      );
    });
  test("a table's own key of several attributes", () => {
    const definition = { name: "wrong", fields, partitionKey: ["id"], sortKey: "s" };
    assert.throws(() => Table(definition as never), {
      code: "DefinitionInvalid",
      message: /The table's key can't be \[ "id" \].*only indexes have several/,
    });
  });
  test("no declaration at all", () => {
    const definition = { name: "wrong", fields, partitionKey: "id", indexes: { by: null } };
    assert.throws(() => Table(definition as never), {
      code: "DefinitionInvalid",
      message: /The index by is declared by an object, not null/,
    });
  });
});
