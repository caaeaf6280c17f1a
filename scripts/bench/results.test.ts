/** From measurements to the stored reference run, and to what shows it; and what a side must do. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { inProject } from "../setup/project.js";
import { checkResults } from "./calls-process";
import { resultOf, type Comparison } from "./comparison";
import { keyOf, ORDERS, type Order, type OrderKey, type Side } from "./orders";
import { PACKAGES } from "./packages";
import { PARTS } from "./parts";
import { readReference, shortTables, showing, withTables, type Run } from "./reference";
import { aligned, amount, figureText, tableOf } from "./table";

const COMPARISON: Comparison = {
  title: "Time of a call",
  how: "Measured.",
  base: "raw",
  unit: "µs",
  sides: ["library", "raw", "slow"],
  operations: ["get", "put"],
  measured: new Map([
    [
      "get",
      new Map(Object.entries({ raw: [10, 20, 30], library: [5, 10, 15], slow: [20, 60, 60] })),
    ],
    ["put", new Map(Object.entries({ raw: [100, 100, 100], library: [75, 75, 75] }))],
  ]),
};

describe("a result", () => {
  test("has what was measured of the base, and the ratios of the others", () => {
    const { baseValues, rounds, rows } = resultOf(COMPARISON);
    assert.equal(rounds, 3);
    assert.deepEqual(
      baseValues.map((value) => value?.median),
      [20, 100],
    );
    assert.deepEqual(
      rows.map(({ side }) => side),
      ["library", "slow"],
    );
    assert.deepEqual(rows[0]?.figures, [
      { median: 0.5, low: 0.5, high: 0.5 },
      { median: 0.75, low: 0.75, high: 0.75 },
    ]);
    assert.deepEqual(rows[1]?.figures[0]?.median, 2);
    assert.equal(rows[1]?.figures[1], null, "It wasn't measured.");
  });

  test("has differences where those are asked for", () => {
    const { rows } = resultOf({ ...COMPARISON, isDifference: true });
    assert.equal(rows[0]?.figures[0]?.median, -10);
    assert.equal(rows[1]?.figures[0]?.median, 30);
  });

  test("is a table", () =>
    assert.equal(
      tableOf(resultOf(COMPARISON)),
      [
        "| against raw | get                 | put                 |",
        "| ----------- | ------------------- | ------------------- |",
        "| raw         | 20 µs               | 100 µs              |",
        "| library     | 0.50 (0.50 to 0.50) | 0.75 (0.75 to 0.75) |",
        "| slow        | 2.00 (2.00 to 2.80) |                     |",
      ].join("\n"),
    ));
});

test("figures show a sign where they are differences, and small ratios their digits", () => {
  const difference = { unit: "ms", isDifference: true } as const;
  assert.equal(
    figureText({ median: 7.517, low: -1, high: 120.4 }, difference),
    "+7.52 ms (−1 ms to +120 ms)",
  );
  assert.equal(figureText({ median: 0.0213, low: 0, high: 1 }, { unit: "µs" }, false), "0.021");
  assert.deepEqual([amount(0.36591, "µs"), amount(3254.4, "ms")], ["0.366 µs", "3254 ms"]);
  assert.equal(
    aligned([
      ["a", "b"],
      ["---", "---"],
      ["long text", "c"],
    ]).split("\n")[1],
    "| --------- | --- |",
  );
});

describe("the reference run", () => {
  const run: Run = {
    date: "2026-11-27",
    commit: "abc",
    machine: "a machine",
    versions: "Node 20",
    load: 0.5,
    results: [resultOf(COMPARISON)],
  };

  test("shows the calls as a table, and of other parts the last side's figures", () => {
    assert.equal(
      shortTables({ calls: run, other: { ...run, load: 1.5 } }),
      [
        `**Time of a call**\n\n${tableOf(resultOf(COMPARISON), { withSpread: false })}`,
        [
          "| what                                      | median | 10 to 90 %   |",
          "| ----------------------------------------- | ------ | ------------ |",
          "| Time of a call, get: slow, against raw    | 2.00   | 2.00 to 2.80 |",
          "| Time of a call, put: library, against raw | 0.75   | 0.75 to 0.75 |",
        ].join("\n"),
        "*Measured: 2026-11-27, commit abc, a machine; load 0.5 to 1.5.*",
      ].join("\n\n"),
    );
  });

  test("replaces what is between the marks, and nothing else", () => {
    const page =
      "before\n<!-- npm run bench -- --write -->\nold\n<!-- end of the tables -->\nafter";
    const written = withTables(page, "new");
    assert.equal(written, page.replace("\nold\n", "\n\nnew\n\n"));
    assert.equal(withTables(written, "new"), written);
    assert.throws(() => withTables("no marks", "new"), /no place for the tables/);
  });

  test("is what the README and the site show", () => {
    const reference = readReference();
    assert.deepEqual(Object.keys(reference), Object.keys(PARTS));
    for (const { file, text } of showing(reference))
      assert.equal(
        readFileSync(file, "utf8"),
        text,
        `${path.basename(file)} shows other figures: run npm run bench -- --write.`,
      );
  });
});

test("what is compared uses the project's version of the SDK", () => {
  const dependenciesIn = (folder: string) =>
    (
      JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
        dependencies: Record<string, string>;
      }
    ).dependencies;
  const project = dependenciesIn(inProject());
  const bench = dependenciesIn(PACKAGES);
  const sdk = "@aws-sdk/client-dynamodb";
  assert.equal(bench[sdk], project[sdk]);
  assert.equal(bench["@aws-sdk/util-dynamodb"], project["@aws-sdk/util-dynamodb"]);
  assert.equal(bench["@aws-sdk/lib-dynamodb"], project[sdk], "They are released together.");
  for (const version of Object.values(bench)) assert.match(version, /^\d+\.\d+\.\d+$/);
});

describe("a side", () => {
  const name = ({ customer, order }: OrderKey) => `${customer} ${order}`;
  /** A side without a database. */
  const inMemory = (): Side & { orders: Map<string, Order> } => {
    const orders = new Map<string, Order>();
    return {
      orders,
      put: (order) => Promise.resolve(orders.set(name(order), order)),
      get: (key) => Promise.resolve(orders.get(name(key))),
      async ship(key, pieces) {
        const order = orders.get(name(key)) as Order;
        if (order.status !== "open") throw new Error("This order isn't open.");
        const shipped: Order = { ...order, status: "shipped", pieces };
        await this.put(shipped);
        return shipped;
      },
      query: () => Promise.resolve([...orders.values()]),
    };
  };

  test("that is right is accepted", () => checkResults(inMemory()));

  const faults: Record<string, Partial<Side>> = {
    "loses what it puts": { put: () => Promise.resolve() },
    "makes something up": { get: (key) => Promise.resolve({ ...ORDERS[0], ...key, total: 0 }) },
    "finds what isn't there": { get: () => Promise.resolve(ORDERS[0]) },
    "doesn't decode": { query: () => Promise.resolve(ORDERS.map(({ order }) => ({ order }))) },
    "returns a part of the items": { query: () => Promise.resolve(ORDERS.slice(0, 50)) },
    "returns them in another order": { query: () => Promise.resolve(ORDERS.toReversed()) },
    "returns only the key of what it updates": { ship: (key) => Promise.resolve(keyOf(key)) },
  };
  for (const [fault, methods] of Object.entries(faults))
    test(`that ${fault} is refused`, () =>
      assert.rejects(() => checkResults({ ...inMemory(), ...methods }), assert.AssertionError));

  test("that ignores the condition is refused", async () => {
    const side = inMemory();
    const ship: Side["ship"] = async (key, pieces) => {
      const order = {
        ...(side.orders.get(name(key)) as Order),
        status: "shipped",
        pieces,
      } as Order;
      await side.put(order);
      return order;
    };
    await assert.rejects(() => checkResults({ ...side, ship }), /An order that isn't open/);
  });
});
