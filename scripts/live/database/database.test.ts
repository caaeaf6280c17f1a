// What the page's database does beyond single answers.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { until } from "../../testing/until";
import type { FromDatabase, ToDatabase } from "../protocol";
import { options } from "./bundle";
import { ALL, attributes, key, N, ON_DEMAND, S } from "./fidelity/row";
import { databaseInNode } from "./in-node";

type Json = Record<string, unknown>;

let answer: (request: ToDatabase) => FromDatabase;
before(async () => (answer = await databaseInNode()));

/** Sends a request, and returns the answer's body. */
function send(operation: string, parameters: object, database = "one"): Json {
  const body = JSON.stringify(parameters);
  return JSON.parse(
    answer({ id: 1, target: `DynamoDB_20120810.${operation}`, body, database }).body,
  ) as Json;
}

const createTable = (TableName: string, database?: string) =>
  send("CreateTable", { TableName, ...key("p S"), ...attributes("p S"), ...ON_DEMAND }, database);

describe("databases", () => {
  test("each name has tables of its own", () => {
    createTable("mine", "a");
    assert.deepEqual(send("ListTables", {}, "a"), { TableNames: ["mine"] });
    assert.deepEqual(send("ListTables", {}, "b"), { TableNames: [] });
  });

  test("a request that is no JSON is an error", () => {
    const { status } = answer({
      id: 7,
      target: "DynamoDB_20120810.GetItem",
      body: "{",
      database: "",
    });
    assert.equal(status, 400);
  });
});

describe("an index that is created later", () => {
  test("is CREATING, then has all items that have its key", async () => {
    const TableName = "indexed";
    createTable(TableName);
    for (const p of ["1", "2", "3"])
      send("PutItem", { TableName, Item: { p: S(p), ...(p !== "2" && { g: S("g") }) } });
    send("PutItem", { TableName, Item: { p: S("4"), g: N(1) } });
    const Create = { IndexName: "byG", ...key("g S"), ...ALL };
    send("UpdateTable", {
      TableName,
      ...attributes("g S"),
      GlobalSecondaryIndexUpdates: [{ Create }],
    });
    const status = () => {
      const { Table } = send("DescribeTable", { TableName });
      return (Table as { GlobalSecondaryIndexes: Json[] }).GlobalSecondaryIndexes[0]?.[
        "IndexStatus"
      ];
    };
    assert.equal(status(), "CREATING");
    send("PutItem", { TableName, Item: { p: S("5"), g: S("g") } });
    send("DeleteItem", { TableName, Key: { p: S("1") } });
    await until("the index is active", () => status() === "ACTIVE");
    const { Items } = send("Scan", { TableName, IndexName: "byG" });
    assert.deepEqual((Items as { p: { S: string } }[]).map(({ p }) => p.S).sort(), ["3", "5"]);
  });

  test("two items with one index key are two entries, however many there are", () => {
    const TableName = "many";
    send("CreateTable", {
      TableName,
      ...key("p S"),
      ...attributes("p S", "g S"),
      ...ON_DEMAND,
      GlobalSecondaryIndexes: [{ IndexName: "byG", ...key("g S"), ...ALL }],
    });
    // dynalite's hash of 24 bits would let some of them collide.
    for (let i = 0; i < 8000; i++)
      send("PutItem", { TableName, Item: { p: S(`item ${i}`), g: S("g") } });
    assert.equal(send("Scan", { TableName, IndexName: "byG", Select: "COUNT" })["Count"], 8000);
  });
});

describe("pages", () => {
  test("pages and segments have each item once", () => {
    const TableName = "paged";
    createTable(TableName);
    const all = Array.from({ length: 300 }, (_, i) => `item ${i}`);
    for (const p of all) send("PutItem", { TableName, Item: { p: S(p) } });
    const found: string[] = [];
    for (const Segment of [0, 1, 2]) {
      let ExclusiveStartKey: unknown;
      do {
        const page = send("Scan", {
          TableName,
          Segment,
          TotalSegments: 3,
          Limit: 7,
          ExclusiveStartKey,
        });
        found.push(...(page["Items"] as { p: { S: string } }[]).map(({ p }) => p.S));
        ExclusiveStartKey = page["LastEvaluatedKey"];
      } while (ExclusiveStartKey !== undefined);
    }
    assert.deepEqual(found.sort(), all.sort());
  });
});

describe("TTL", () => {
  test("an item that has expired goes; one that expired long ago stays", () => {
    const TableName = "expiring";
    createTable(TableName);
    const now = Math.floor(Date.now() / 1000);
    const expires = { past: now - 60, future: now + 3600, longAgo: now - 6 * 366 * 24 * 3600 };
    for (const [p, until] of Object.entries(expires))
      send("PutItem", { TableName, Item: { p: S(p), until: N(until) } });
    const TimeToLiveSpecification = { AttributeName: "until", Enabled: true };
    send("UpdateTimeToLive", { TableName, TimeToLiveSpecification });
    const { Items } = send("Scan", { TableName });
    assert.deepEqual((Items as { p: { S: string } }[]).map(({ p }) => p.S).sort(), [
      "future",
      "longAgo",
    ]);
  });
});

describe("what can't be done", () => {
  test("names the notebook", () => {
    const { message } = send("ExecuteStatement", { Statement: "SELECT * FROM x" });
    assert.match(String(message), /doesn't support ExecuteStatement. Open the notebook/);
  });

  test("a name that JavaScript would lose is refused", () => {
    createTable("hostile");
    const Item = JSON.parse('{"p":{"S":"a"},"m":{"M":{"__proto__":{"S":"x"}}}}') as object;
    const { message } = send("PutItem", { TableName: "hostile", Item });
    assert.match(String(message), /doesn't support the name __proto__/);
  });

  test("a refused update changes nothing", () => {
    const TableName = "unchanged";
    createTable(TableName);
    const before = send("DescribeTable", { TableName });
    send("UpdateTable", {
      TableName,
      DeletionProtectionEnabled: true,
      GlobalSecondaryIndexUpdates: [{ Delete: { IndexName: "nothing" } }],
    });
    assert.deepEqual(send("DescribeTable", { TableName }), before);
  });
});

test("the worker answers each runner at its port, from the same tables", async () => {
  const { outputFiles } = await build({ ...options(), write: false });
  // As in a page: a script without modules, and the worker's own scope.
  const scope = { TextEncoder, TextDecoder, atob, btoa, structuredClone, setTimeout, console };
  const worker = createContext(scope) as { onmessage?: (event: object) => void };
  runInContext(outputFiles[0]?.text ?? "", worker);
  const ask = (operation: string, parameters: object) => {
    const { port1, port2 } = new MessageChannel();
    const answered = new Promise<FromDatabase>((resolve) => {
      port1.onmessage = ({ data }) => {
        port1.close();
        resolve(data as FromDatabase);
      };
    });
    worker.onmessage?.({ data: { port: port2 } });
    const body = JSON.stringify(parameters);
    port1.postMessage({ id: 5, target: `DynamoDB_20120810.${operation}`, body, database: "a" });
    return answered;
  };
  const { id, status } = await ask("CreateTable", {
    TableName: "kept",
    ...key("p S"),
    ...attributes("p S"),
    ...ON_DEMAND,
  });
  assert.deepEqual({ id, status }, { id: 5, status: 200 });
  const { body } = await ask("ListTables", {});
  assert.deepEqual(JSON.parse(body), { TableNames: ["kept"] });
});

test("the worker is small, and asks for nothing of Node", async (t) => {
  const { outputFiles } = await build({ ...options(), write: false });
  const [source] = outputFiles;
  assert.ok(source);
  const size = gzipSync(source.contents).length;
  t.diagnostic(`${size} bytes compressed`);
  assert.ok(size < 95 * 1024);
  assert.doesNotMatch(source.text, /require\("|from"node:/);
});
