/// <reference lib="dom" />
/**
 * The library in a browser: all of it except connect(), which starts processes. There you create a
 * client of the SDK yourself.
 */
import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import vm from "node:vm";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { build, type Metafile } from "esbuild";
import type { Browser, Page, Route } from "playwright-core";
import { chromiumPath, launchChromium, NO_CHROMIUM, openPage } from "../scripts/browser/chromium";
import type * as api from "./index";
import { connect } from "./index";

const ROOT = path.resolve(__dirname, "../..");
const API = `export * from "./index";`;
const WITH_CLIENT = `${API} export { DynamoDBClient } from "@aws-sdk/client-dynamodb";`;

/**
 * Bundles the library for browsers. The modules that use processes and files stay outside:
 * connect() loads them when it runs.
 */
async function bundle(contents: string, format: "esm" | "iife") {
  const { outputFiles, warnings, metafile } = await build({
    stdin: { contents, resolveDir: path.join(ROOT, "lib"), loader: "ts" },
    absWorkingDir: ROOT,
    platform: "browser",
    format,
    globalName: "library",
    external: ["./locate"],
    bundle: true,
    metafile: true,
    write: false,
    logLevel: "silent",
  });
  return { code: outputFiles[0]?.text ?? "", warnings: warnings.map(({ text }) => text), metafile };
}

/** The modules that a bundle imports when it runs. */
const importsOf = ({ outputs }: Metafile) =>
  Object.values(outputs).flatMap(({ imports }) => imports.map((one) => `${one.kind} ${one.path}`));

describe("the library's bundle for browsers", () => {
  for (const [name, contents] of [
    ["the public API", API],
    ["the public API and the SDK's client", WITH_CLIENT],
  ] as const) {
    test(`${name}: nothing of Node is imported, and nothing of lib/embedded is inside`, async () => {
      const { warnings, metafile } = await bundle(contents, "esm");
      assert.deepEqual(warnings, []);
      assert.deepEqual(importsOf(metafile), ["dynamic-import ./locate"]);
      const imported = Object.values(metafile.inputs).flatMap(({ imports }) =>
        imports.map((one) => one.path),
      );
      assert.deepEqual(
        imported.filter((one) => one.startsWith("node:") || builtinModules.includes(one)),
        [],
      );
      assert.deepEqual(
        Object.keys(metafile.inputs).filter((file) => /lib\/embedded\/|\(disabled\)/.test(file)),
        [],
      );
      assert.ok(Object.keys(metafile.inputs).includes("lib/table/table.ts"));
    });
  }

  test("an import of Node would be found", async () => {
    await assert.rejects(
      bundle(`${API} export { readFileSync } from "node:fs";`, "esm"),
      /Could not resolve "node:fs"/,
    );
  });

  test("importing it needs only what the web has", async () => {
    const { code } = await bundle(API, "iife");
    const { touched, result } = importIn(code, "Object.keys(library)");
    assert.ok(
      ["Table", "connect", "show", "measure"].every((name) => (result as string[]).includes(name)),
      String(result),
    );
    // The bundler itself looks for `require`, with `typeof`.
    assert.deepEqual(
      touched.filter((name) => name !== "require"),
      [],
    );
  });

  test("so does declaring a table", async () => {
    const { code } = await bundle(API, "iife");
    const declared = `const { Table, string } = library; new (Table({ name: "t", fields: { id: string() }, partitionKey: "id" }))({}).put({ id: "a" }).input.Item.id.S`;
    const { touched, result } = importIn(code, declared);
    assert.equal(result, "a");
    // A write looks for `setImmediate`, with `typeof`, and does without.
    assert.deepEqual(
      touched.filter((name) => name !== "require" && name !== "setImmediate"),
      [],
    );
  });

  test("touching something of Node would be noticed", () => {
    assert.deepEqual(importIn("typeof process; typeof Buffer;", "1").touched, [
      "process",
      "Buffer",
    ]);
  });
});

const OF_NODE = [
  "process",
  "require",
  "Buffer",
  "global",
  "module",
  "exports",
  "__dirname",
  "__filename",
  "setImmediate",
];
const OF_THE_WEB = [
  "URL",
  "URLSearchParams",
  "TextEncoder",
  "TextDecoder",
  "fetch",
  "Headers",
  "Request",
  "Response",
  "ReadableStream",
  "AbortController",
  "crypto",
  "performance",
  "console",
  "setTimeout",
  "clearTimeout",
  "queueMicrotask",
  "Blob",
  "btoa",
  "atob",
];

/** Runs code with only what browsers have. `touched` are the names of Node that it looked for. */
function importIn(code: string, expression: string): { touched: string[]; result: unknown } {
  const touched: string[] = [];
  const names = globalThis as unknown as Record<string, unknown>;
  const context = vm.createContext(
    Object.fromEntries(OF_THE_WEB.map((name) => [name, names[name]])),
  );
  for (const name of OF_NODE)
    Object.defineProperty(context, name, { get: () => void touched.push(name) });
  vm.runInContext(code, context);
  return { touched, result: vm.runInContext(expression, context) as unknown };
}

const executable = chromiumPath();
const PAGE = "http://localhost/";

/** What the page sees of the bundle. */
type Library = typeof api & { DynamoDBClient: typeof DynamoDBClient };

describe("the library in Chromium", { skip: executable === undefined && NO_CHROMIUM }, () => {
  let browser: Browser;
  let page: Page;
  let endpoint: string;
  const printed: string[] = [];
  const complaints: string[] = [];
  const operations: string[] = [];

  before(async () => {
    for (const name of Object.keys(process.env))
      if (name.startsWith("AWS_") && name !== "AWS_CA_BUNDLE") delete process.env[name];
    const [{ code }, launched] = await Promise.all([
      bundle(WITH_CLIENT, "esm"),
      launchChromium(executable ?? ""),
      startDatabase(),
    ]);
    browser = launched;
    page = await openPage(browser);
    page.on("console", (message) =>
      (message.type() === "log" ? printed : complaints).push(message.text()),
    );
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.route("**/*", (route) => answer(route, code));
    await page.goto(PAGE);
    await page.waitForFunction(() => "library" in window);
  });
  after(() => browser?.close());

  async function startDatabase(): Promise<void> {
    const { log } = console;
    console.log = () => undefined;
    const db = await connect().finally(() => (console.log = log));
    const { protocol, hostname, port } =
      (await db.config.endpoint?.()) ?? assert.fail("The client has no endpoint.");
    endpoint = `${protocol}//${hostname}:${port}/`;
  }

  /**
   * The page and its bundle; the rest goes to the database, which says nothing of CORS by itself.
   */
  async function answer(route: Route, code: string): Promise<void> {
    const request = route.request();
    if (request.url() === PAGE)
      return route.fulfill({
        contentType: "text/html",
        body: `<script type="module">import * as library from "/library.js"; window.library = library;</script>`,
      });
    if (request.url() === `${PAGE}library.js`)
      return route.fulfill({ contentType: "text/javascript", body: code });
    if (request.url() !== endpoint) return route.fulfill({ status: 404 });
    const cors = {
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "*",
      "access-control-expose-headers": "*",
    };
    if (request.method() === "OPTIONS") return route.fulfill({ headers: cors });
    const headers = await request.allHeaders();
    operations.push(headers["x-amz-target"]?.split(".")[1] ?? "?");
    const sent = Object.entries(headers).filter(([name]) =>
      /^(x-amz-|authorization$|content-type$)/.test(name),
    );
    const response = await fetch(endpoint, {
      method: "POST",
      headers: sent,
      body: request.postData(),
    });
    return route.fulfill({
      status: response.status,
      headers: { ...cors, "content-type": response.headers.get("content-type") ?? "" },
      body: await response.text(),
    });
  }

  /** Runs `work` in the page, with the bundle, a client of the SDK, and a table. */
  const inPage = <T>(work: (place: Place) => Promise<T>): Promise<T> =>
    page.evaluate(
      `(${String(prepare)})(window.library, ${JSON.stringify(endpoint)}).then(${String(work)})`,
    );

  test("a table is created, and created again it is there already", async () => {
    const status = await inPage(async ({ views }) => {
      await views.createTable();
      await views.createTable();
      return (await views.describeTable()).TableStatus;
    });
    assert.equal(status, "ACTIVE");
    assert.deepEqual(printed, [
      "Creating page_views table ...",
      "page_views table already exists.",
    ]);
  });

  test("put, get, update, query and delete", async () => {
    const found = await inPage(async ({ views }) => {
      for (const day of [1, 2, 3]) await views.put({ page: "home", day, count: day * 10 });
      const got = await views.get({ page: "home", day: 2 }, { consistent: true });
      const more = await views.update(
        { page: "home", day: 2 },
        { add: { count: 5 }, if: { count: 20 } },
      );
      await views.delete({ page: "home", day: 3 });
      const query = views.query({ page: "home", day: { ">=": 1 } }, { limit: 1, descending: true });
      return {
        got,
        more,
        first: (await query).items,
        all: await query.all(),
        none: (await views.get({ page: "home", day: 3 })) === undefined,
      };
    });
    assert.deepEqual(found, {
      got: { page: "home", day: 2, count: 20 },
      more: { page: "home", day: 2, count: 25 },
      first: [{ page: "home", day: 2, count: 25 }],
      all: [
        { page: "home", day: 2, count: 25 },
        { page: "home", day: 1, count: 10 },
      ],
      none: true,
    });
  });

  test("what a put consumed is measured", async () => {
    const { result, units, requests } = await inPage(({ library, db, views }) =>
      library.measure(db, () => views.put({ page: "costs", day: 1, count: 1 })),
    );
    assert.deepEqual(result, { page: "costs", day: 1, count: 1 });
    assert.equal(units, 1);
    assert.deepEqual(requests, [{ operation: "PutItem", units: 1, by: { page_views: 1 } }]);
  });

  test("transactions and batches", async () => {
    const both = await inPage(async ({ library, views }) => {
      await library.transactWrite(
        views.put({ page: "a", day: 1, count: 1 }),
        views.put({ page: "b", day: 1, count: 2 }),
      );
      await library.batchWrite(views.put({ page: "c", day: 1, count: 3 }));
      return library.batchGet(views.get({ page: "c", day: 1 }), views.get({ page: "a", day: 1 }));
    });
    assert.deepEqual(both, [
      { page: "c", day: 1, count: 3 },
      { page: "a", day: 1, count: 1 },
    ]);
  });

  test("errors are those of the library, with their codes", async () => {
    const errors = await inPage(async ({ library, db, views, Views }) => {
      const one = { page: "errors", day: 1, count: 1 };
      await views.put(one);
      const attempts = [
        () => views.put(one, { if: { page: { exists: false } } }),
        () => views.put({ ...one, count: 1.5 }),
        () => new Views(db, { name: "nowhere" }).get({ page: "errors", day: 1 }),
        () => library.transactWrite(views.put(one, { if: { count: 2 } })),
        () => views.query({ page: "" }),
      ];
      const said: string[] = [];
      for (const attempt of attempts) {
        const error: unknown = await attempt().then(
          () => undefined,
          (reason: unknown) => reason,
        );
        said.push(
          error instanceof library.DynamoError
            ? `${error.name} ${error.code} ${error.message}`
            : `other: ${String(error)}`,
        );
      }
      return said;
    });
    const expected = [
      /^DynamoError ConditionalCheckFailedException .*Nothing was written/,
      /^ItemError ItemEncodeError .*count can't be 1\.5/,
      /^DynamoError ResourceNotFoundException .*no table nowhere at http:\/\/127\.0\.0\.1:\d+/,
      /^TransactionError TransactionCanceledException .*number 1 \(Put on page_views\)/,
      /^ItemError ItemEncodeError .*page is empty/,
    ];
    assert.equal(errors.length, expected.length);
    for (const [index, pattern] of expected.entries()) assert.match(errors[index] ?? "", pattern);
  });

  test("show() prints text outside a notebook", async () => {
    printed.length = 0;
    await inPage(async ({ library, views }) =>
      library.show((await views.query({ page: "home" })).items, "Views"),
    );
    assert.equal(printed.length, 1);
    assert.match(printed[0] ?? "", /^Views\n[^]*home/);
  });

  test("all of it went to the database, and the page complained of nothing but the refusals", () => {
    assert.deepEqual([...new Set(operations)].sort(), [
      "BatchGetItem",
      "BatchWriteItem",
      "CreateTable",
      "DeleteItem",
      "DescribeTable",
      "GetItem",
      "PutItem",
      "Query",
      "TransactWriteItems",
      "UpdateItem",
    ]);
    assert.deepEqual(
      complaints.filter((line) => !/status of 400/.test(line)),
      [],
    );
  });
});

type Place = Awaited<ReturnType<typeof prepare>>;

/** Runs in the page, as text: it may use its parameters only. */
// eslint-disable-next-line @typescript-eslint/require-await
async function prepare(library: Library, endpoint: string) {
  const { DynamoDBClient, Table, int, string } = library;
  const db = new DynamoDBClient({
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId: "browser", secretAccessKey: "local" },
  });
  const Views = Table({
    name: "page_views",
    fields: { page: string(), day: int(), count: int() },
    partitionKey: "page",
    sortKey: "day",
  });
  return { library, db, Views, views: new Views(db) };
}
