/**
 * Hostile values in every output of the library, as text and as HTML. What browsers make of it:
 * `scripts/browser/hostile.hard.ts`.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stub } from "../../scripts/testing/fixtures";
import { DEEP, HOSTILE, LARGE, PROTOTYPE, shownAs } from "../../scripts/testing/hostile";
import { DynamoError, draw, expectError, progress, show, string, Table } from "../index";
import { DISPLAY, type Bundle } from "./display";

/** Returns what is displayed in the notebook. */
async function displayed(action: () => unknown): Promise<Bundle[]> {
  const shown: Bundle[] = [];
  const place = globalThis as { [DISPLAY]?: (message: { data: Bundle }) => void };
  place[DISPLAY] = ({ data }) => shown.push(data);
  try {
    await action();
  } finally {
    delete place[DISPLAY];
  }
  return shown;
}

const textIn = (html: string) =>
  html
    .replace(/<br>/g, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");

/** What no output may have: characters without a shape, markup from data, formulas. */
function assertClean({ "text/plain": text, "text/html": html = "" }: Bundle): void {
  for (const form of [text, html]) assert.equal(shownAs(form), form);
  assert.match(html, /^<div class="mathjax_ignore" style="[a-z:-]+">.*<\/div>$/s);
  const tags = html.match(/<[^>]*>/g) ?? [];
  for (const tag of tags) {
    assert.match(tag, /^<\/?[a-z]+( [a-z-]+(="[^"<>]*")?)*>$/);
    const bare = tag.replace(/"[^"]*"/g, "");
    assert.doesNotMatch(bare, /^<(script|img|a|style|b>bold)| (on\w+|href|src)=/);
  }
  const texts = html.replace(/<[^>]*>/g, "");
  assert.doesNotMatch(texts, /[<>"']|&(?!(amp|lt|gt|quot|#39|nbsp);)/);
}

class Notes extends Table({
  name: "notes",
  fields: { id: string(), note: string() },
  partitionKey: "id",
}) {}

const answering = (id: string) =>
  new Notes(stub(() => Promise.resolve({ Items: [{ id: { S: id }, note: { S: id } }] })));

/** Outputs with a text in every place. */
const OUTPUTS: Record<string, (text: string) => unknown> = {
  "show: a value": (text) => show([{ note: text }]),
  "show: a name": (text) => show([{ [text]: 1 }]),
  "show: a title": (text) => show([{ a: 1 }], text),
  "show: alone": (text) => show(text),
  "show: nested": (text) => show({ a: { b: [text, { [text]: text }] }, c: 1, d: 2, e: 3, f: 4 }),
  "show: an error, a symbol, a function": (text) =>
    show([new Error(text), Symbol(text), new Map([[text, text]])]),
  "show: items": async (text) => show(await answering(text).scan().all(), { types: true }),
  "show: a page": async (text) => show(await answering(text).scan()),
  "show: a request": (text) => show(answering("a").put({ id: `a${text}`, note: text })),
  "show: a request that failed": async (text) => {
    const request = new Notes(stub(() => Promise.reject(new Error(text)))).get({ id: "a" });
    await assert.rejects(async () => request);
    show(request);
  },
  "expectError: a message": (text) =>
    expectError("ServiceError", () => Promise.reject(new DynamoError("ServiceError", text))),
  "expectError: a name": (text) =>
    expectError(text, () => Promise.reject(Object.assign(new Error("no"), { name: text }))),
  progress: (text) => void [...progress([1, 2], text)],
  "draw.units": (text) => draw.units({ [text]: 3, other: 1 }),
  "draw.growth": (text) => draw.growth(text, [1, 10], { [text]: [1, 2] }),
  "draw.pages": (text) => draw.pages(answering(text).scan()),
  "draw.partitions": (text) => draw.partitions(answering(text)),
};

describe("a hostile text", () => {
  for (const [place, output] of Object.entries(OUTPUTS))
    test(`${place}: is shown as it is, and does nothing`, async () => {
      for (const [what, text] of [...Object.entries(HOSTILE), ["large", LARGE] as const]) {
        const shown = await displayed(() => output(text));
        assert.ok(shown.length > 0, what);
        for (const bundle of shown) assertClean(bundle);
      }
    });

  test("in a table, a title, a message, a name of units: each character of it is there", async () => {
    for (const text of Object.values(HOSTILE).map((one) => one.slice(0, 100).toWellFormed())) {
      for (const place of ["show: a value", "show: a title", "expectError: a message"])
        assert.ok((await textOf(place, text)).includes(shownAs(text)), place);
      const onOneLine = shownAs(text).replaceAll("\n", "\\u{a}").replaceAll("\t", "\\u{9}");
      assert.ok((await textOf("draw.units", text)).includes(onOneLine), text);
    }
  });
});

/** The text of an output's HTML. */
async function textOf(place: string, text: string): Promise<string> {
  const [bundle] = await displayed(() => OUTPUTS[place]?.(text));
  return textIn(bundle?.["text/html"] ?? "");
}

test("a value of 400 KB is cut, and says how long it is", async () => {
  const [bundle] = await displayed(() => show([{ note: LARGE }]));
  assert.ok(bundle !== undefined && JSON.stringify(bundle).length < 10_000);
  for (const form of Object.values(bundle)) assert.match(form, /400,000 characters/);
});

test("a value of 32 levels is shown to its bottom", async () => {
  for (const value of [DEEP, [DEEP]]) {
    const [bundle] = await displayed(() => show(value));
    for (const form of Object.values(bundle ?? {})) assert.match(form, /the bottom/);
  }
});

test("names that every object seems to have are names like others", async () => {
  for (const value of [PROTOTYPE, [PROTOTYPE], [PROTOTYPE, { a: 1 }]]) {
    const [bundle] = await displayed(() => show(value));
    assert.ok(bundle !== undefined);
    for (const form of Object.values(bundle)) {
      assert.match(form, /__proto__/);
      assert.match(form, /\$1 and \$2/);
    }
  }
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});
