/** Each picture of a real table: what is drawn is what is there. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import {
  batchWrite,
  DynamoError,
  int,
  joined,
  measure,
  oneOf,
  string,
  Table,
  uuid,
} from "../index";
import { created, database, rejects, said, sent } from "../../scripts/testing/fixtures";
import { draw } from "./draw";
import type { DrawableQuery } from "./query";

let db: DynamoDBClient;
before(async () => void (db = await database()));

/** What a picture prints, where there is no notebook. */
async function textOf(picture: () => Promise<void>): Promise<string> {
  const printed = await said("log", picture);
  assert.equal(printed.length, 1);
  return printed[0] ?? "";
}

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n);
const invalid = (message: RegExp) => ({ name: "DynamoError", code: "RequestInvalid", message });

class Views extends Table({
  name: "drawn_views",
  fields: { page: string(), user: string(), seconds: int().optional(), note: string().optional() },
  partitionKey: "page",
  sortKey: "user",
  indexes: {
    by_user: { partitionKey: "user", sortKey: "page", projection: "KEYS_ONLY" },
    by_note: { partitionKey: "note" },
    by_seconds: { sortKey: "seconds", projection: ["note"] },
  },
}) {}
class Flat extends Table({
  name: "drawn_flat",
  fields: { id: uuid(), text: string().optional() },
  partitionKey: "id",
}) {}

/** A table of its own, with these views: a page, a user, and what else there is. */
async function viewsOf(
  name: string,
  all: [page: string, user: string, more?: { seconds?: number; note?: string }][],
): Promise<Views> {
  const views = await created(new Views(db, { name }));
  if (all.length > 0)
    await batchWrite(...all.map(([page, user, more]) => views.put({ page, user, ...more })));
  return views;
}

describe("draw.partitions", () => {
  test("each item collection has its items in the order of the sort key; a change is seen", async () => {
    const views = await viewsOf("drawn_partitions", [
      ["home", "bob"],
      ["home", "ada"],
      ["news", "ada"],
    ]);
    const first = await textOf(() => draw.partitions(views));
    assert.match(first, /^drawn_partitions: 3 items in 3 partitions\n/);
    assert.match(first, /\n {2}page home \(2 items\)\n {4}ada {2}bob\n/);
    assert.match(first, /\n {2}page news \(1 item\)\n {4}ada\n/);
    await views.put({ page: "home", user: "alan" });
    await views.delete({ page: "news", user: "ada" });
    const second = await textOf(() => draw.partitions(views, { partitions: 1 }));
    assert.match(
      second,
      /Partition 1: 3 of 3 items[^\n]*\n {2}page home \(3 items\)\n {4}ada {2}alan {2}bob\n/,
    );
    assert.doesNotMatch(second, /news/);
  });

  test("one read is enough; it is bounded, and says so", async () => {
    const views = await viewsOf(
      "drawn_bounded",
      upTo(30).map((n) => ["home", String(n).padStart(2, "0")]),
    );
    let text = "";
    assert.deepEqual(
      await sent(
        db,
        async () => void (text = await textOf(() => draw.partitions(views, { limit: 10 }))),
      ),
      ["Scan"],
    );
    assert.match(
      text,
      /the first 10 items in 3 partitions[^]*home \(10 items\)\n {4}00 [^\n]* 09\n[^]*The table has more items/,
    );
    assert.doesNotMatch(await textOf(() => draw.partitions(views, { limit: 30 })), /more items/);
    assert.match(await textOf(() => draw.partitions(views, { limit: 29 })), /more items/);
  });

  test("items beyond 1 MB are read, too", async () => {
    const flat = await created(new Flat(db, { name: "drawn_large" }));
    for (const _ of upTo(5)) await flat.put({ id: crypto.randomUUID(), text: "x".repeat(390_000) });
    let text = "";
    const operations = await sent(
      db,
      async () => void (text = await textOf(() => draw.partitions(flat))),
    );
    assert.ok(operations.length > 1, String(operations));
    assert.match(text, /^drawn_large: 5 items in 3 partitions/);
    assert.match(text, /there is no sort key/);
  });

  test("items that the table's fields don't describe are drawn like others", async () => {
    const views = await viewsOf("drawn_foreign", [["home", "ada"]]);
    class Other extends Table({
      name: "drawn_foreign",
      fields: { page: string(), user: string(), needed: int() },
      partitionKey: "page",
      sortKey: "user",
    }) {}
    assert.match(await textOf(() => draw.partitions(new Other(db))), /home \(1 item\)/);
    assert.ok(views);
  });

  test("an empty table, and one that doesn't exist", async () => {
    assert.match(
      await textOf(async () => draw.partitions(await viewsOf("drawn_empty", []))),
      /0 items in 3 partitions[^]*The table is empty/,
    );
    await rejects(draw.partitions(new Views(db, { name: "nowhere" })), {
      code: "ResourceNotFoundException",
    });
  });

  test("numbers that make no picture are refused before anything is sent", async () => {
    const views = new Views(db, { name: "drawn_refused" });
    const operations = await sent(db, async () => {
      for (const limit of [0, -1, 1.5, 1001, NaN, "10" as never])
        await rejects(
          draw.partitions(views, { limit }),
          invalid(/^limit can't be .*It takes a whole number from 1 to 1,000\.$/),
        );
      for (const partitions of [0, 21, 2.5])
        await rejects(draw.partitions(views, { partitions }), invalid(/^partitions can't be /));
    });
    assert.deepEqual(operations, []);
  });
});

describe("draw.index", () => {
  /** The lines of one side, without the spaces before them. */
  const side = (text: string, title: string) =>
    (text.split(`\n${title} `)[1] ?? assert.fail(text))
      .split("\n\n")[0]
      ?.split("\n")
      .slice(1)
      .map((line) => line.trim().replace(/ {2,}/g, "  "));

  test("items have the same number on both sides, each in its own order; a change is seen", async () => {
    const views = await viewsOf("drawn_index", [
      ["home", "bob"],
      ["home", "ada", { seconds: 5 }],
      ["news", "ada"],
    ]);
    const text = await textOf(() => draw.index(views, "by_user"));
    assert.match(text, /Index by_user \(partition key user, sort key page; projects KEYS_ONLY\)/);
    const base = side(text, "Table drawn_index") ?? [];
    const index = side(text, "Index by_user") ?? [];
    assert.deepEqual([...base].filter((line) => line.startsWith("page")).sort(), [
      "page home",
      "page news",
    ]);
    const [home, bob] = [
      base.find((line) => line.endsWith("ada  seconds 5")),
      base.find((line) => line.endsWith("bob")),
    ].map((line) => line?.split("  ")[0]);
    const news = base[base.indexOf("page news") + 1]?.split("  ")[0];
    assert.deepEqual(index.slice(index.indexOf("user ada"), index.indexOf("user ada") + 3), [
      "user ada",
      `${home}  home`,
      `${news}  news`,
    ]);
    assert.equal(index[index.indexOf("user bob") + 1], `${bob}  home`);
    await views.delete({ page: "news", user: "ada" });
    assert.doesNotMatch(await textOf(() => draw.index(views, "by_user")), /news/);
  });

  test("an index without a sort key, of an attribute that some items lack", async () => {
    const views = await viewsOf("drawn_sparse", [
      ["home", "ada", { note: "good" }],
      ["home", "bob"],
    ]);
    const text = await textOf(() => draw.index(views, "by_note"));
    assert.deepEqual(side(text, "Table drawn_sparse"), [
      "page home",
      "1  ada  note good",
      "2  bob  (not in the index: no note)",
    ]);
    assert.deepEqual(side(text, "Index by_note"), ["note good", "1  page home  user ada"]);
    assert.match(
      text,
      /1 item lacks the key of the index: an item without it isn't in the index\./,
    );
    await views.update(
      { page: "home", user: "bob" },
      { set: { note: "good" }, if: { page: { exists: true } } },
    );
    assert.doesNotMatch(await textOf(() => draw.index(views, "by_note")), /lacks|not in/);
  });

  test("a local index has the table's partition key, and the attributes that it projects", async () => {
    const views = await viewsOf("drawn_local", [
      ["home", "ada", { seconds: 10, note: "late" }],
      ["home", "bob", { seconds: 9 }],
    ]);
    assert.deepEqual(
      side(await textOf(() => draw.index(views, "by_seconds")), "Index by_seconds"),
      ["page home", "2  9  user bob", "1  10  user ada  note late"],
    );
  });

  test("of a larger table the same items are drawn on both sides", async () => {
    const views = await viewsOf(
      "drawn_more",
      upTo(50).map((n) => [`p${n % 5}`, `u${n}`]),
    );
    const text = await textOf(() => draw.index(views, "by_user", { limit: 7 }));
    const numbers = (title: string) =>
      (side(text, title) ?? [])
        .flatMap((line) => /^(\d+)  /.exec(line)?.[1] ?? [])
        .map(Number)
        .sort((a, b) => a - b);
    assert.deepEqual(
      [numbers("Table drawn_more"), numbers("Index by_user")],
      [
        [1, 2, 3, 4, 5, 6, 7],
        [1, 2, 3, 4, 5, 6, 7],
      ],
    );
    assert.match(text, /The table has more items: these are the first 7/);
    assert.doesNotMatch(text, /lags|not in/);
  });

  test("of an index at most 1,000 items are read", async () => {
    const views = await viewsOf(
      "drawn_thousand",
      upTo(1100).map((n) => [`p${n}`, `u${n}`]),
    );
    const text = await textOf(() => draw.index(views, "by_user", { limit: 1000 }));
    assert.match(text, /Only 1,000 items of the index were read\./);
    assert.match(text, /not among the items of the index that were read/);
  });

  test("an index that doesn't exist is refused, in the types as well", async () => {
    const views = new Views(db, { name: "drawn_refused" });
    await rejects(
      draw.index(views, "by_usr" as never),
      invalid(/drawn_refused has no index by_usr\. It has by_user, by_note, by_seconds\./),
    );
    await rejects(
      draw.index(new Flat(db), "any" as never),
      invalid(/drawn_flat has no index any\. It has none: declare one under indexes\./),
    );
    // @ts-expect-error Not even one that every object has.
    await rejects(draw.index(views, "constructor"), invalid(/has no index constructor/));
    await rejects(draw.index(views, "by_user", { limit: 0 }), invalid(/^limit can't be 0/));
  });
});

describe("draw.sortKey", () => {
  class Line extends Table({
    name: "drawn_line",
    fields: { page: string(), user: string(), n: int(), at: joined("int", "int") },
    partitionKey: "page",
    sortKey: "user",
    indexes: { by_n: { sortKey: "n" }, by_at: { partitionKey: "page", sortKey: "at" } },
  }) {}
  const USERS = ["a", "ab", "abc", "b", "ba", "bc", "c", "ca", "\uffff", "😀"];
  let line: Line;
  before(async () => {
    line = await created(new Line(db));
    const other = line.put({ page: "other", user: "b", n: 1, at: "101_1" });
    await batchWrite(
      other,
      ...USERS.map((user, n) =>
        line.put({ page: "home", user, n: n * 5 - 20, at: `${[101, 201, 301][n % 3] ?? 101}_7` }),
      ),
    );
  });

  /** The three parts of the line: below the range, in it, and above it. */
  async function partsOf(query: DrawableQuery, options?: { limit: number }) {
    const text = await textOf(() => draw.sortKey(query, options));
    const parts = text
      .split(/^[│┃] (?! )/m)
      .slice(1)
      .map((part) => [...part.matchAll(/([●×○]) (\S+)/g)].map(([, mark, key]) => `${mark}${key}`));
    // The signs are explained below the last part.
    const last = parts.at(-1) ?? [];
    last.splice(last.findIndex((entry) => entry === "●returned"));
    return { text, below: parts[0], read: parts[1], above: parts[2] };
  }
  const marked = (mark: string, keys: readonly string[]) => keys.map((key) => mark + key);

  for (const [condition, isIn] of [
    ["b", (user) => user === "b"],
    [{ "=": "bb" }, () => false],
    [{ "<": "b" }, (user) => user < "b"],
    [{ "<=": "b" }, (user) => user <= "b"],
    [{ ">": "b" }, (user) => user > "b"],
    [{ ">=": "b" }, (user) => user >= "b"],
    [{ between: ["ab", "ba"] }, (user) => user >= "ab" && user <= "ba"],
    [{ between: ["bb", "bb"] }, () => false],
    [{ begins_with: "b" }, (user) => user.startsWith("b")],
    [{ begins_with: "bb" }, () => false],
    [{ "<": "a" }, () => false],
    [undefined, () => true],
  ] as [never, (user: string) => boolean][]) {
    test(`the range of ${JSON.stringify(condition)} is what the query returns, between what is below and above it`, async () => {
      const query = line.query({
        page: "home",
        ...(condition !== undefined && { user: condition }),
      });
      const { below = [], read = [], above = [] } = await partsOf(query);
      assert.deepEqual(
        read,
        marked(
          "●",
          (await query.all()).map(({ user }) => user),
        ),
      );
      assert.deepEqual(read, marked("●", USERS.filter(isIn)));
      assert.deepEqual(
        [...below, ...read, ...above].map((entry) => [...entry].slice(1).join("")),
        USERS,
        "the whole partition, each item once",
      );
      assert.ok([...below, ...above].every((entry) => entry.startsWith("○")));
    });
  }

  test("numbers are in the order of their values", async () => {
    const { below, read, above } = await partsOf(
      line.index("by_n").query({ page: "home", n: { between: [-10, 9] } }),
    );
    assert.deepEqual(
      [below, read, above],
      [
        marked("○", ["-20", "-15"]),
        marked("●", ["-10", "-5", "0", "5"]),
        marked("○", ["10", "15", "20", "25"]),
      ],
    );
  });

  test("an index may have several items at one place", async () => {
    const {
      below = [],
      read = [],
      above = [],
    } = await partsOf(line.index("by_at").query({ page: "home", at: { begins_with: "201_" } }));
    assert.deepEqual(
      [below.length, read, above.length],
      [4, marked("●", ["201_7", "201_7", "201_7"]), 3],
    );
  });

  test("what a filter drops is marked; the conditions are shown as DynamoDB's text", async () => {
    const { text, read } = await partsOf(
      line.query({ page: "home", user: { begins_with: "a" } }, { filter: { n: { ">": -20 } } }),
    );
    assert.deepEqual(read, ["×a", "●ab", "●abc"]);
    assert.match(
      text,
      /Key condition: page = "home" AND begins_with\(user, "a"\)\nFilter: n > -20\n/,
    );
    assert.match(text, /What the query reads: 3 items; its filter drops 1/);
  });

  test("its limit, its cursor and its direction don't change the range, and are mentioned", async () => {
    const { last } = await line.query({ page: "home" }, { limit: 2 });
    const { text, read } = await partsOf(
      line.query(
        { page: "home", user: { "<": "b" } },
        { limit: 1, after: last, descending: true, consistent: true },
      ),
    );
    assert.deepEqual(read, marked("●", ["a", "ab", "abc"]));
    assert.match(text, /goes from the highest user to the lowest/);
    assert.match(text, /Drawn without the query's limit and after/);
  });

  test("it is bounded, on each side", async () => {
    const { text, below, read, above } = await partsOf(
      line.query({ page: "home", user: { between: ["b", "c"] } }),
      { limit: 2 },
    );
    assert.deepEqual(
      [below, read, above],
      [marked("○", ["ab", "abc"]), marked("●", ["b", "ba"]), marked("○", ["ca", "\uffff"])],
    );
    assert.match(text, /Lower sort keys: 2 items, and more below these/);
    assert.match(text, /What the query reads: the first 2 items, and more above these/);
    assert.match(text, /Higher sort keys: 2 items, and more above these/);
  });

  test("a change of the partition is seen; an empty one is empty", async () => {
    const query = line.query({ page: "fresh" });
    assert.deepEqual((await partsOf(query)).read, []);
    await line.put({ page: "fresh", user: "x", n: 1, at: "101_1" });
    assert.deepEqual((await partsOf(query)).read, ["●x"]);
  });

  test("a scan, a table without a sort key, and anything but a query are refused", async () => {
    await rejects(
      draw.sortKey(line.scan()),
      invalid(
        /^A scan reads all items, in no order\. Give draw\.sortKey a query instead, such as table\.query\(\{ page: … \}\)\.$/,
      ),
    );
    await rejects(
      draw.sortKey(new Flat(db).query({ id: crypto.randomUUID() })),
      invalid(/^drawn_flat has no sort key/),
    );
    await rejects(
      draw.sortKey(new Views(db).index("by_note").query({ note: "a" })),
      invalid(/^drawn_views, index by_note has no sort key/),
    );
    await rejects(
      draw.sortKey({ items: [], last: undefined } as never),
      invalid(/^This isn't a query of the library\. Give the query itself, without await/),
    );
    await rejects(draw.sortKey(line.query({ page: "" })), { code: "ItemEncodeError" });
    await rejects(
      draw.sortKey(line.query({ page: "home" }), { limit: 0 }),
      invalid(/^limit can't be 0/),
    );
  });
});

describe("draw.pages", () => {
  class Orders extends Table({
    name: "drawn_orders",
    fields: { user: string(), created: int(), status: oneOf(101, 201) },
    partitionKey: "user",
    sortKey: "created",
  }) {}
  let orders: Orders;
  before(async () => {
    orders = await created(new Orders(db));
    await batchWrite(
      ...upTo(10).map((n) =>
        orders.put({ user: "ada", created: n, status: n >= 4 && n < 8 ? 201 : 101 }),
      ),
    );
  });

  test("each page has its items, its units and the cursor to the next one", async () => {
    const text = await textOf(() => draw.pages(orders.query({ user: "ada" }, { limit: 4 })));
    assert.match(text, /^drawn_orders: a query in pages of at most 4 items\n/);
    assert.match(
      text,
      /Page 1: 4 items · 0\.5 units\n {2}0 {2}1 {2}2 {2}3\n↓ LastEvaluatedKey: created 3, user ada\nPage 2: 4 items · 0\.5 units\n {2}4 {2}5 {2}6 {2}7\n/,
    );
    assert.match(
      text,
      /Page 3: 2 items · 0\.5 units\n {2}8 {2}9\n■ no LastEvaluatedKey: the end\n\n10 items in 3 pages, for 1\.5 units\./,
    );
  });

  test("pages that a filter left empty are there, with what they read", async () => {
    const text = await textOf(() =>
      draw.pages(orders.query({ user: "ada" }, { limit: 4, filter: { status: 201 } })),
    );
    assert.match(text, /Filter: status = 201\n/);
    assert.match(
      text,
      /Page 1: 0 items · 4 read · 0\.5 units\n {2}\(an empty page\)\n↓[^\n]*\nPage 2: 4 items · 4 read · 0\.5 units\n[^]*Page 3: 0 items · 2 read/,
    );
    assert.match(text, /Only a missing LastEvaluatedKey is the end, not an empty page\./);
  });

  test("pages are the ones that the query itself returns", async () => {
    const query = () =>
      orders.query({ user: "ada", created: { ">=": 3 } }, { limit: 3, descending: true });
    const own: string[] = [];
    for await (const page of query().pages())
      own.push(page.items.map(({ created }) => created).join("  "));
    const text = await textOf(() => draw.pages(query()));
    assert.deepEqual(
      [...text.matchAll(/^Page .*\n {2}(.*)$/gm)].map(([, keys]) => keys),
      own,
    );
  });

  test("it begins after the query's cursor, sends one request a page, and is measured like others", async () => {
    const { last } = await orders.query({ user: "ada" }, { limit: 7 });
    const query = orders.query({ user: "ada" }, { limit: 2, after: last });
    const { requests, units } = await measure(db, async () =>
      assert.match(
        await textOf(() => draw.pages(query)),
        /Page 1: 2 items · 0\.5 units\n {2}7 {2}8\n/,
      ),
    );
    assert.deepEqual([requests.map(({ operation }) => operation), units], [["Query", "Query"], 1]);
  });

  test("a strongly consistent query costs what it costs", async () => {
    assert.match(
      await textOf(() =>
        draw.pages(orders.query({ user: "ada" }, { consistent: true, limit: 20 })),
      ),
      /Page 1: 10 items · 1 unit\n/,
    );
  });

  test("twenty pages are drawn, with a note that there are more", async () => {
    await batchWrite(...upTo(21).map((n) => orders.put({ user: "bob", created: n, status: 101 })));
    let text = "";
    const operations = await sent(
      db,
      async () =>
        void (text = await textOf(() => draw.pages(orders.query({ user: "bob" }, { limit: 1 })))),
    );
    assert.deepEqual(
      operations,
      Array.from({ length: 20 }, () => "Query"),
    );
    assert.match(text, /The first 20 pages; there are more\./);
  });

  test("a scan has pages, too; its items are shown by their whole key", async () => {
    const text = await textOf(() =>
      draw.pages(orders.scan({ limit: 100, filter: { user: "ada" } })),
    );
    assert.match(text, /a scan in pages of at most 100 items[^]*\n {2}ada \| 0 {2}ada \| 1 /);
  });

  test("without a limit a page has up to 1 MB; a key without items is one empty page", async () => {
    assert.match(
      await textOf(() => draw.pages(orders.query({ user: "nobody" }))),
      /pages of at most 1 MB\n\nPage 1: 0 items · [^\n]*\n {2}\(an empty page\)\n■ no LastEvaluatedKey: the end/,
    );
  });

  test("anything but a query is refused, and what the query itself refuses", async () => {
    // @ts-expect-error A response isn't a query.
    await rejects(draw.pages(undefined), invalid(/^This isn't a query of the library/));
    await rejects(draw.pages(orders.query({ user: "" })), { code: "ItemEncodeError" });
    await rejects(draw.pages(new Orders(db, { name: "nowhere" }).query({ user: "a" })), {
      code: "ResourceNotFoundException",
    });
  });
});

describe("draw.units", () => {
  test("takes numbers and results of measure()", async () => {
    const flat = await created(new Flat(db));
    const put = await measure(db, () => flat.put({ id: crypto.randomUUID() }));
    const [text = ""] = await said("log", () =>
      draw.units({ "Scan with COUNT": 12.5, put, nothing: 0 }),
    );
    assert.match(text, /^Units consumed\n\nScan with COUNT +█+ +12\.5 {2}12\.5×/);
    assert.match(text, /\nput +█+ +1 {2}1×\nnothing +0\n/);
  });

  test("nothing, and anything but a number of units, are refused", () => {
    assert.throws(
      () => draw.units({}),
      invalid(/^There is nothing to draw\. Name at least one approach/),
    );
    for (const wrong of [
      NaN,
      -1,
      Infinity,
      "1" as never,
      undefined as never,
      null as never,
      {} as never,
    ])
      assert.throws(
        () => draw.units({ Query: wrong }),
        invalid(
          /^Query can't have consumed .* units\. Give a number from 0 up, or a result of measure\(\)\.$/,
        ),
      );
    assert.throws(() => draw.units(undefined as never), DynamoError);
  });
});

describe("draw.growth", () => {
  const sizes = [10, 100];

  test("draws the amounts, and prints them", async () => {
    const [text = ""] = await said("log", () => draw.growth("ms", sizes, { Get: [2, 2.25] }));
    assert.match(text, /^ms by number of items, both on logarithmic scales\n/);
    assert.match(text, / 1 {2}Get {2}2 · 2\.25 \(1\.13×\)\n/);
  });

  test("prints very small and large numbers in short, and never as 0", async () => {
    const ways = { Get: [1e-15, 1e-14] };
    const [text = ""] = await said("log", () => draw.growth("s", [1, 1e21], ways));
    assert.match(text, /1e-15 · 1e-14 \(10×\)/);
    assert.match(text, / 1e\+21\n/);
  });

  test("refuses what has no place on logarithmic scales, and says what it takes", () => {
    const refusals: [() => void, RegExp][] = [
      [() => draw.growth(1 as never, sizes, { a: [1, 1] }), /^1 doesn't say what is drawn/],
      [() => draw.growth("ms", [], { a: [] }), /^The sizes can't be \[\]/],
      [() => draw.growth("ms", [100, 10], { a: [1, 1] }), /each larger than the one before/],
      [() => draw.growth("ms", [0, 10], { a: [1, 1] }), /numbers above 0/],
      [() => draw.growth("ms", sizes, {}), /^0 ways can't be drawn/],
      [() => draw.growth("ms", sizes, undefined as never), /^0 ways can't be drawn/],
      [
        () => draw.growth("ms", sizes, { a: [1] }),
        /^a can't take \[ 1 \]\. Give 2 numbers above 0/,
      ],
      [() => draw.growth("ms", sizes, { a: [0, 1] }), /a logarithmic axis has no 0\.$/],
      [() => draw.growth("ms", sizes, { a: [NaN, 1] }), /^a can't take/],
      [() => draw.growth("ms", sizes, { a: 1 as never }), /^a can't take 1\./],
      [() => draw.growth("ms", sizes, { a: [1, ,] as never }), /^a can't take/],
      [() => draw.growth("ms", sizes, { a: [1e-9, 1e9] }), /^The amounts are too far apart/],
    ];
    for (const [drawn, message] of refusals) assert.throws(drawn, invalid(message));
    const many = Object.fromEntries(upTo(8).map((n) => [`way ${n}`, [1, 1]]));
    assert.throws(() => draw.growth("ms", sizes, many), invalid(/^8 ways can't be drawn/));
  });
});
