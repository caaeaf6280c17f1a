/** Pictures as functions of data: what they show, and that nothing from data becomes HTML. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { StoredItem } from "../items/types";
import type { Definition } from "../items/definition";
import { BLUE } from "../print/style";
import { baseAndIndexPicture, type BaseAndIndexData } from "./base-and-index";
import { assertContrast, assertVisible, EVIL, partsOf, textsOf } from "../../scripts/testing/html";
import type { Picture } from "./blocks/blocks";
import { pictureHtml } from "./blocks/html";
import { pictureText } from "./blocks/text";
import { growthPicture } from "./growth";
import { pagesPicture, type PagesData } from "./pages";
import { partitionsPicture } from "./partitions";
import type { StoredPage } from "./read";
import { sortKeyPicture } from "./sort-key";
import type { SortedPartition } from "./sorted-partition";
import { unitsPicture } from "./units";

const upTo = (end: number) => Array.from({ length: end }, (_, n) => n);
/** Items of some partitions, each with every type of attribute. */
const items = (count: number, text = (n: number) => `v${n}`): StoredItem[] =>
  upTo(count).map((n) => ({
    pk: { S: text(n % 4) },
    sk: { S: text(n) },
    who: { S: text(n) },
    n: { N: String(n) },
    b: { B: new Uint8Array([n]) },
    all: {
      L: [
        { S: text(n) },
        { M: { [text(n)]: { BOOL: true } } },
        { NULL: true },
        { SS: [text(n)] },
        { NS: ["1"] },
        { BS: [new Uint8Array([1])] },
      ],
    },
  }));

function everyPicture(
  count: number,
  text?: (n: number) => string,
  called = (name: string) => name,
): Record<string, Picture> {
  const all = items(count, text).map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [called(name), value])),
  );
  const keys = { partitionKey: called("pk"), sortKey: called("sk") };
  const definition = {
    name: called("table"),
    fields: {},
    ...keys,
    indexes: { [called("by_who")]: { partitionKey: called("who") } },
  } as unknown as Definition;
  const entries = all.filter((_, n) => n % 2 === 0);
  const input = {
    TableName: called("table"),
    KeyConditionExpression: "#p = :p AND #s > :s",
    FilterExpression: "#n = :n",
    Limit: 4,
    ExpressionAttributeNames: { "#p": called("pk"), "#s": called("sk"), "#n": called("n") },
    ExpressionAttributeValues: {
      ":p": { S: text?.(1) ?? "v1" },
      ":s": { S: text?.(2) ?? "v2" },
      ":n": { N: "1" },
    },
  };
  const third = Math.ceil(count / 3);
  const line: SortedPartition = {
    place: called("table"),
    input,
    partition: { S: text?.(1) ?? "v1" },
    sortKey: keys.sortKey,
    names: [keys.sortKey, keys.partitionKey],
    below: { items: all.slice(0, third), hasMore: true },
    range: { items: all.slice(third, 2 * third), hasMore: true },
    above: { items: all.slice(2 * third), hasMore: true },
    dropped: new Set(all.slice(third, 2 * third).filter((_, n) => n % 2 === 1)),
  };
  const pages: PagesData = {
    place: called("table"),
    isScan: false,
    labels: [keys.sortKey],
    input,
    pages: [
      { items: all, scanned: count + 1, units: 0.5, last: all[0] },
      { items: [], scanned: 4, units: 0.5, last: all[0] },
      { items: [], scanned: 0, units: undefined, last: undefined },
    ],
  };
  return {
    partitions: partitionsPicture({
      table: called("table"),
      ...keys,
      items: all,
      hasMore: true,
      hasLocalIndex: false,
      partitions: 3,
    }),
    "partitions without a sort key": partitionsPicture({
      table: called("table"),
      ...keys,
      sortKey: undefined,
      items: all,
      hasMore: false,
      hasLocalIndex: false,
      partitions: 3,
    }),
    index: baseAndIndexPicture({
      definition,
      index: called("by_who"),
      base: { items: all, hasMore: true },
      entries: { items: entries, hasMore: true },
    }),
    sortKey: sortKeyPicture(line),
    pages: pagesPicture(pages),
    growth: growthPicture({
      amount: text?.(0) ?? "read units",
      sizes: [100, 1_000, 10_000],
      ways: all.slice(0, 7).map((_, n) => ({
        name: called(text?.(n) ?? `v${n}`),
        amounts: [0.5, n + 1, 10 ** n],
      })),
    }),
    units: unitsPicture(all.map((_, n) => ({ name: called(text?.(n) ?? `v${n}`), units: n }))),
  };
}

describe("every picture", () => {
  for (const count of [0, 1, 20, 100]) {
    test(`of ${count} items is plain HTML, in styles that stay in an untrusted notebook`, () => {
      for (const picture of Object.values(everyPicture(count))) partsOf(pictureHtml(picture));
    });
  }

  test("escapes whatever comes from data, in names as in values", () => {
    for (const picture of Object.values(
      everyPicture(
        3,
        (n) => `${EVIL}${n}`,
        (name) => `${EVIL}${name}`,
      ),
    ))
      partsOf(pictureHtml(picture));
  });

  test("spells out control characters, in its text too", () => {
    const evil = (name: string) => `${EVIL}${name}`;
    for (const [name, picture] of Object.entries(everyPicture(3, (n) => evil(String(n)), evil)))
      assert.doesNotMatch(pictureText(picture), /\u202e|style="x:y\n/, name);
  });

  test("has enough contrast in light and dark, with every tint", () => {
    for (const picture of Object.values(everyPicture(20))) assertContrast(pictureHtml(picture));
    assertVisible(BLUE);
  });

  test("has the same words in text and in HTML", () => {
    for (const [name, picture] of Object.entries(everyPicture(20))) {
      const words = (text: string) => text.match(/[\p{L}\p{N}_…]+/gu) ?? [];
      const said = new Set(words(pictureText(picture)));
      const missing = textsOf(pictureHtml(picture))
        .flatMap(words)
        .filter((word) => !said.has(word));
      assert.deepEqual(missing, [], name);
    }
  });

  test("keeps its text's lines short, except for sentences", () => {
    for (const picture of Object.values(everyPicture(100))) {
      const drawn = pictureText(picture)
        .split("\n")
        .filter((line) => /^[ │┃]/.test(line));
      assert.ok(
        drawn.every((line) => line.length <= 100),
        drawn.find((line) => line.length > 100),
      );
    }
  });

  test("has all of each shortened value in a tooltip", () => {
    const long = (n: number) => `00000000-bbbb-4000-8000-${String(n).padStart(12, "0")}`;
    const { units: _, growth: __, ...pictures } = everyPicture(8, long);
    for (const [name, picture] of Object.entries(pictures)) {
      assert.ok(
        textsOf(pictureHtml(picture)).some((text) => text.includes("…0003")),
        name,
      );
      assert.match(pictureHtml(picture), new RegExp(`title="[^"]*${long(3)}`), name);
    }
  });
});

describe("partitions", () => {
  const picture = (
    all: StoredItem[],
    count: number,
    { sortKey, hasLocalIndex }: { sortKey?: string | undefined; hasLocalIndex?: boolean } = {
      sortKey: "sk",
    },
  ) =>
    pictureText(
      partitionsPicture({
        table: "t",
        partitionKey: "pk",
        sortKey,
        items: all,
        hasMore: false,
        hasLocalIndex: hasLocalIndex ?? false,
        partitions: count,
      }),
    );
  const collectionsOf = (text: string) =>
    text
      .split(/^Partition /m)
      .slice(1)
      .map((part) =>
        [...part.matchAll(/^ {2}pk (\S+) \((\d+) items?\)/gm)].map(
          ([, key, size]) => `${key}:${size}`,
        ),
      );

  test("every item is in one, and those with one partition key are in the same", () => {
    const placed = collectionsOf(picture(items(20), 3));
    assert.deepEqual(placed.flat().sort(), ["v0:5", "v1:5", "v2:5", "v3:5"]);
  });

  test("a key's place is the same in each run, and whatever other keys there are", () => {
    const placeOf = (all: StoredItem[]) =>
      collectionsOf(picture(all, 3)).findIndex((keys) => keys.some((key) => key.startsWith("v2:")));
    assert.equal(placeOf(items(20)), placeOf(items(20).slice(2, 3)));
    // Stored outputs of notebooks rely on it.
    assert.deepEqual(collectionsOf(picture(items(4), 3)), [["v0:1"], [], ["v1:1", "v2:1", "v3:1"]]);
  });

  test("many keys spread evenly", () => {
    const placed = collectionsOf(
      picture(
        upTo(300).map((n) => ({
          pk: { S: `00000000-aaaa-4000-8000-${String(n).padStart(12, "0")}` },
          sk: { N: "1" },
        })),
        3,
      ),
    );
    for (const keys of placed)
      assert.ok(keys.length > 75 && keys.length < 125, String(keys.length));
  });

  test("a number and a text that look alike are two keys", () => {
    const placed = collectionsOf(
      picture(
        [
          { pk: { S: "1" }, sk: { S: "a" } },
          { pk: { N: "1" }, sk: { S: "a" } },
        ],
        1,
      ),
    );
    assert.deepEqual(placed, [["1:1", "1:1"]]);
  });

  test("notes say that the placement is illustrative, or that the table is empty", () => {
    assert.match(picture(items(3), 3), /so this placement is illustrative\./);
    assert.match(picture([], 3), /The table is empty/);
  });

  test("notes say what is sure: only a local index keeps a partition key's items together", () => {
    assert.match(picture(items(3), 3, {}), /the same key always leads to the same one/);
    assert.match(picture(items(3), 3), /DynamoDB may spread them over several/);
    assert.match(
      picture(items(3), 3, { sortKey: "sk", hasLocalIndex: true }),
      /share one, because the table has a local index/,
    );
  });
});

describe("a table beside its index", () => {
  const definition = {
    name: "t",
    fields: {},
    partitionKey: "id",
    indexes: { by_who: { partitionKey: "who", projection: "KEYS_ONLY" } },
  } as unknown as Definition;
  const one = (id: string, who?: string): StoredItem => ({
    id: { S: id },
    ...(who !== undefined && { who: { S: who } }),
  });
  const first = (...all: StoredItem[]) => ({ items: all, hasMore: false });
  const picture = (data: Partial<BaseAndIndexData>) =>
    pictureText(
      baseAndIndexPicture({
        definition,
        index: "by_who",
        base: first(),
        entries: first(),
        ...data,
      }),
    );

  test("numbers an item alike on both sides", () => {
    const text = picture({
      base: first(one("a", "x"), one("b", "y"), one("c", "x")),
      entries: first(one("b", "y"), one("a", "x"), one("c", "x")),
    });
    assert.match(
      text,
      /Index by_who .*\n {2}who x\n +1 {2}id a\n +3 {2}id c\n {2}who y\n +2 {2}id b/,
    );
  });

  test("an item without the index's key isn't there, and a note says why", () => {
    const text = picture({ base: first(one("a", "x"), one("b")), entries: first(one("a", "x")) });
    assert.match(text, /2 {2}b {2}\(not in the index: no who\)/);
    assert.match(text, /1 item lacks the key of the index/);
  });

  test("an index that lags behind is explained", () => {
    assert.match(
      picture({ base: first(one("a", "x")) }),
      /1 {2}a {2}who x {2}\(not in the index yet\)[^]*filled after the table/,
    );
    assert.match(
      picture({ entries: first(one("a", "x")) }),
      /The index still has 1 item that the table no longer has/,
    );
    assert.match(
      picture({ base: first(one("a", "x")), entries: { items: [], hasMore: true } }),
      /\(not among the items of the index that were read\)/,
    );
    assert.doesNotMatch(
      picture({
        base: { items: [one("a", "x")], hasMore: true },
        entries: first(one("b", "x"), one("a", "x")),
      }),
      /no more/,
    );
  });

  test("more than six attributes are counted", () => {
    const item = {
      ...one("a", "x"),
      ...Object.fromEntries(upTo(9).map((n) => [`f${n}`, { N: "1" }])),
    };
    assert.match(
      picture({ base: first(item), entries: first(one("a", "x")) }),
      /and 4 more attributes/,
    );
  });
});

describe("pages", () => {
  const picture = (page: Partial<StoredPage>) =>
    pictureText(
      pagesPicture({
        place: "t",
        isScan: false,
        labels: ["sk"],
        input: { TableName: "t" },
        pages: [{ items: items(1), scanned: 1, units: 1, last: undefined, ...page }],
      }),
    );

  test("a page with very many items shows the first of them", () => {
    const text = picture({ items: items(100), scanned: 100 });
    assert.match(text, /v39\s+and 60 more/);
    assert.match(text, /at most 1 MB/);
    assert.doesNotMatch(text, /v40/);
  });

  test("only what is drawn of a page is read", () => {
    const page = items(50_000);
    const read = new Set<StoredItem>();
    for (const item of page) {
      const { sk } = item;
      Object.defineProperty(item, "sk", { get: () => (read.add(item), sk), enumerable: true });
    }
    const text = picture({ items: page, scanned: 50_000 });
    assert.match(text, /50,000 items[^]*v39\s+and 49,960 more/);
    assert.equal(read.size, 40);
  });

  test("the picture has no units if the response has none", () => {
    assert.doesNotMatch(picture({ units: undefined }), /unit/);
  });
});

describe("units", () => {
  const bars = (picture: Picture) =>
    [...pictureHtml(picture).matchAll(/(?<!-)(width:[\d.]+%;min-width:3px|width:0)[;"]/g)].map(
      ([, width]) => width,
    );

  test("a small one stays visible beside one that is 1,000 times as large, and zero has no bar", () => {
    const picture = unitsPicture([
      { name: "Scan", units: 500 },
      { name: "counter", units: 0.5 },
      { name: "cache", units: 0 },
    ]);
    assert.deepEqual(bars(picture), [
      "width:100%;min-width:3px",
      "width:0.1%;min-width:3px",
      "width:0",
    ]);
    assert.match(
      pictureText(picture),
      /Scan +█{40} +500 {2}1,000×\ncounter +▏ +0\.5 {2}1×\ncache +0\n/,
    );
  });

  test("numbers are written as people write them", () => {
    const picture = pictureText(
      unitsPicture([
        { name: "a", units: 100_000 },
        { name: "b", units: 0.1 + 0.2 },
        { name: "c", units: 1_234_567.5 },
      ]),
    );
    assert.match(picture, / 100,000 /);
    assert.match(picture, / 0\.3 /);
    assert.match(picture, / 1,234,567\.5 /);
  });

  test("one alone, or only zeros, are compared with nothing", () => {
    assert.doesNotMatch(pictureText(unitsPicture([{ name: "a", units: 2 }])), /×/);
    assert.doesNotMatch(
      pictureText(
        unitsPicture([
          { name: "a", units: 0 },
          { name: "b", units: 0 },
        ]),
      ),
      /×|NaN|█/,
    );
  });
});

describe("growth", () => {
  const picture = (ways: Record<string, number[]>, sizes = [100, 1_000, 10_000]) =>
    pictureText(
      growthPicture({
        amount: "read units",
        sizes,
        ways: Object.entries(ways).map(([name, amounts]) => ({ name, amounts })),
      }),
    );

  test("what stays the same is on one line, and what grows rises with each size", () => {
    assert.equal(
      picture({ Query: [0.5, 0.5, 0.5], Scan: [3, 32, 310] }).split("\n\n")[1],
      [
        "    │                       2",
        "100 │                        ",
        "    │               2        ",
        " 10 │                        ",
        "    │       2                ",
        "  1 │                        ",
        "    │       1       1       1",
        "    │     100   1,000  10,000",
        "     1  Query  0.5 · 0.5 · 0.5 (1×)",
        "     2  Scan  3 · 32 · 310 (103×)",
      ].join("\n"),
    );
  });

  test("ways that take the same are beside each other", () => {
    assert.match(picture({ a: [1, 1, 1], b: [1, 1, 1] }), /1 │ +1 2 +1 2 +1 2\n/);
  });
});
