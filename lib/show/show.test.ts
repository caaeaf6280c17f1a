import assert from "node:assert/strict";
import { test } from "node:test";
import { int } from "../fields/numbers";
import { string } from "../fields/texts";
import { said, stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { render } from "./render";
import { escapeHtml } from "../print/escape";
import { toHtml } from "./html";
import { show } from "./show";
import { literal } from "../print/literal";
import { toText } from "./text";

const answer = {
  $metadata: { httpStatusCode: 200, requestId: "r", attempts: 1, totalRetryDelay: 0 },
  TableDescription: {
    KeySchema: [{ AttributeName: "user_id", KeyType: "HASH" }],
    ItemCount: 0,
    CreationDateTime: new Date(0),
    Unset: undefined,
  },
};

test("a response is shown whole, but of its metadata only status and request id", () => {
  const text = toText(answer);
  assert.match(text, /KeySchema: \[ \{ AttributeName: "user_id", KeyType: "HASH" \} \]/);
  assert.match(text, /\$metadata: \{ httpStatusCode: 200, requestId: "r" \}/);
  assert.match(text, /1970-01-01T00:00:00\.000Z/);
  for (const form of [text, toHtml(answer)])
    assert.doesNotMatch(form, /\[object|\[Object|undefined|attempts|Unset/);
});

test("attribute values are shown in DynamoDB's format", () => {
  const item = {
    user_id: { S: "ada" },
    balance: { N: "100" },
    tags: { L: [{ S: "a" }, { M: { deep: { BOOL: true } } }] },
  };
  assert.match(toText(item), /balance: \{ N: "100" \}/);
  assert.match(
    toText(item),
    /tags: \{ L: \[ \{ S: "a" \}, \{ M: \{ deep: \{ BOOL: true \} \} \} \] \}/,
  );
  assert.match(toHtml(item), />\{ N: &quot;100&quot; \}</);
});

test("items share a table with the columns of all", () => {
  const items = [
    { a: 1, b: "x" },
    { a: 22, c: true },
  ];
  assert.equal(toText(items), "a   b  c\n1   x\n22     true");
  assert.equal(toHtml(items).match(/<th /g)?.length, 3);
  assert.equal(toHtml(items).match(/<tr>/g)?.length, 3);
});

const EVIL = `"><img src=x onerror=alert(1)><script>alert('2')</script>&`;

test("a list with gaps is shown, too", () => {
  const list: object[] = [];
  list[1] = { a: 1 };
  assert.equal(render(list).text, "[ , { a: 1 } ]");
});

test("whatever comes from data is escaped", () => {
  const html =
    toHtml([{ [EVIL]: EVIL, nested: { [EVIL]: [EVIL] }, error: new Error(EVIL) }]) +
    toHtml({ [EVIL]: EVIL, deep: { [EVIL]: { [EVIL]: EVIL } } });
  assert.doesNotMatch(html, /<script|<img|'|&(?!\w+;|#39;)/);
  assert.equal(escapeHtml(`<a b="c" d='e'>&`), "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;");
});

/** Renders names and values from an attacker in every place where they may appear. */
async function evilForms(): Promise<string[]> {
  const evil = EVIL + "x".repeat(200);
  const item = { [EVIL]: { S: evil }, at: { N: "1" }, [evil]: { S: `a\n${EVIL}` } };
  const answer = {
    Items: [item],
    Item: item,
    LastEvaluatedKey: item,
    ScannedCount: 2,
    $metadata: { requestId: EVIL },
  };
  const fields = {
    [EVIL]: string(),
    at: int(),
    [evil]: string().optional(),
    other: string().optional(),
  };
  const Evil = Table({
    name: EVIL,
    fields,
    partitionKey: EVIL,
    sortKey: "at",
    indexes: { [EVIL]: { partitionKey: "at", sortKey: EVIL } },
  });
  const table = new Evil(stub(() => Promise.resolve(answer)));
  const failing = new Evil(
    stub(() => Promise.reject(Object.assign(new Error(EVIL), { name: EVIL, $fault: "client" }))),
  );
  const index = table.index(EVIL as never) as ReturnType<typeof table.index> & {
    scan(): ReturnType<typeof table.scan>;
  };
  const requests = [
    table.get({ [EVIL]: EVIL, at: 1 }),
    index.scan(),
    failing.scan(),
    table.put({ [EVIL]: 1 }),
  ];
  const unsent = requests.map((request) => render(request).html);
  const results = [
    await table.scan(),
    (await table.scan()).items,
    await index.scan(),
    await requests[0],
  ];
  await Promise.allSettled(requests);
  const options = { title: EVIL, types: true };
  return [
    ...unsent,
    ...[...requests, ...results, [item], item, { [EVIL]: results }].map(
      (value) => render(value, options).html,
    ),
  ];
}

test("items, pages and requests are escaped in every place, tooltips and titles included", async () => {
  const all = await evilForms();
  for (const html of all) assert.doesNotMatch(html, /<script|<img|<i|'|&(?!\w+;|#39;)/);
  assert.match(all.join(), /title="[^"]*&quot;&gt;&lt;img/);
});

/** What JupyterLab 4.6 leaves in a notebook that isn't trusted, as far as it is used here. */
const TAGS = [
  "b",
  "br",
  "details",
  "div",
  "samp",
  "small",
  "span",
  "summary",
  "table",
  "tbody",
  "td",
  "th",
  "thead",
  "tr",
];
const ATTRIBUTES = ["border", "cellpadding", "class", "open", "scope", "style", "title"];
/** What it takes away: a box that scrolls has the focus by itself, and a screen reader its content. */
const TAKEN_AWAY = ["aria-label", "role", "tabindex"];
const STYLES = [
  "border",
  "border-radius",
  "font-weight",
  "margin",
  "min-width",
  "overflow-wrap",
  "overflow-x",
  "padding",
  "text-align",
  "vertical-align",
  "white-space",
];

test("an untrusted notebook shows the same, without scripts and style sheets", async () => {
  const html = [
    ...(await evilForms()),
    toHtml(answer),
    toHtml([{ a: { b: ["x".repeat(300)] } }]),
  ].join("");
  const used = (pattern: RegExp, within = html) =>
    [...new Set([...within.matchAll(pattern)].map(([, name]) => name))].sort();
  const tags = html.match(/<[a-z][^>]*>/g) ?? [];
  assert.deepEqual(used(/<([a-z]+)/g), TAGS);
  assert.deepEqual(
    used(
      / ([a-z-]+)(?==")/g,
      tags
        .map((tag) => tag.replace(/"[^"]*"/g, '"'))
        .join("")
        .replace(/ open>/g, ' open="">'),
    ),
    [...ATTRIBUTES, ...TAKEN_AWAY].sort(),
  );
  assert.deepEqual(
    used(
      /(?:^|;)([a-z-]+):/g,
      [...html.matchAll(/ style="([^"]*)"/g)].map(([, style]) => style).join(";"),
    ),
    STYLES,
  );
});

test("a table takes few bytes beside its contents", () => {
  const cells = Array.from({ length: 20 }, (_, n) => ({ a: n, b: n, c: n, d: n, e: n }));
  assert.ok(toHtml(cells).length < 60 * 100 + 1_000, String(toHtml(cells).length));
});

test("show() takes a title, or options", async () => {
  assert.deepEqual(await said("log", () => show([{ a: 1 }, { a: 2 }], "Title")), [
    "Title\na\n1\n2",
  ]);
  assert.deepEqual(
    await said("log", () => show([{ a: 1 }, { a: 2 }], { title: "Title", limit: 1 })),
    ["Title\na\n1\n… and 1 more: show(items, { limit: 2 }) shows them"],
  );
  assert.deepEqual(await said("log", () => show(undefined)), ["undefined"]);
});

test("every kind of value has a form", () => {
  const cyclic: Record<string, unknown> = { name: "x" };
  cyclic["self"] = cyclic;
  const cases: [unknown, RegExp][] = [
    [undefined, /^undefined$/],
    [null, /^null$/],
    [[], /^\[\]$/],
    [{}, /^\{\}$/],
    ["text", /^"text"$/],
    [12n, /^12n$/],
    [new Set([1, 2]), /^Set\(2\) \[ 1, 2 \]$/],
    [new Map([["a", 1]]), /^Map\(1\) \[ \[ "a", 1 \] \]$/],
    [new Uint8Array([1, 255]), /^2 bytes: 01 ff$/],
    [new Error("no"), /^Error: no$/],
    [new Date(NaN), /^Invalid Date$/],
    [cyclic, /contains itself/],
    [{ "a-b": 1 }, /"a-b": 1/],
    [Array.from({ length: 1000 }, (_, index) => index), /999/],
  ];
  for (const [value, expected] of cases) {
    assert.match(toText(value), expected);
    assert.ok(toHtml(value).length > 0);
  }
});

test("what doesn't fit on a line is broken at its parts", () => {
  assert.equal(literal({ a: "x".repeat(60), b: "y".repeat(60) }).split("\n").length, 4);
});
