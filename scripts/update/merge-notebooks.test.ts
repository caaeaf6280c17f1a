import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, type Cell, type Notebook } from "../notebooks/notebook";
import { mergeNotebooks } from "./merge-notebooks";

const notebook = (...cells: Cell[]): Notebook => ({
  cells,
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const code = (id: string, source = id): Cell => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs: [],
  source: [source],
});
const [a, b, c, mine] = ["a", "b", "c", "mine"].map((id) => code(id)) as [Cell, Cell, Cell, Cell];

/** What a merge gives: each cell as its id, with its text where that is another. */
function merged(base: Cell[], own: Cell[], theirs: Cell[]): string[] {
  const once = mergeNotebooks(notebook(...base), notebook(...own), notebook(...theirs)).notebook;
  const twice = mergeNotebooks(notebook(...base), once, notebook(...theirs)).notebook;
  assert.deepEqual(twice, once, "merging again changes nothing");
  const ids = once.cells.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, `ids used twice: ${ids}`);
  return once.cells.map(({ id, source }) =>
    joined(source) === id ? id : `${id}: ${joined(source)}`,
  );
}

test("own cells stay where they were: at the top, between, behind, one after the other", () => {
  const own = ["p", "q", "r", "s"].map((id) => code(id)) as [Cell, Cell, Cell, Cell];
  const [p, q, r, s] = own;
  assert.deepEqual(merged([a, b], [p, a, q, r, b, s], [a, c, b]), [
    "p",
    "a",
    "q",
    "r",
    "c",
    "b",
    "s",
  ]);
});

test("cells follow the order of the new version, and own ones follow their neighbour", () => {
  assert.deepEqual(merged([a, b, c], [a, mine, b, c], [c, b, a]), ["c", "b", "a", "mine"]);
});

test("a deleted cell stays deleted, unless the new version changed it", () => {
  assert.deepEqual(merged([a, b, c], [c], [a, code("b", "new"), c]), ["b: new", "c"]);
});

test("a cell that the new version dropped goes, unless the learner changed it", () => {
  assert.deepEqual(merged([a, b, c], [a, b, code("c", "changed")], [a]), ["a", "c: changed"]);
});

test("the same change on both sides is one", () => {
  assert.deepEqual(merged([a], [code("a", "x")], [code("a", "x")]), ["a: x"]);
});

test("a copy of a cell with the same id is a cell of the learner's own", () => {
  assert.deepEqual(merged([a, b], [a, code("a", "copy"), b], [a, b]), ["a", "a-2: copy", "b"]);
});

test("what both changed is kept as Markdown, also code with fences, and the second time", () => {
  const ticks = "const text = `\n```\n`;";
  const [, kept = ""] = merged([a], [code("a", ticks)], [code("a", "new")]);
  assert.match(kept, /^a-mine: \*\*Yours, from before the update\.\*\*[^]*\n\n````typescript\n/);
  assert.ok(kept.endsWith(`\n${ticks}\n\`\`\`\``));
  const again = merged([a], [code("a", "x"), code("a-mine")], [code("a", "new")]);
  assert.deepEqual(
    again.map((cell) => cell.split(":")[0]),
    ["a", "a-mine", "a-mine-2"],
  );
});

test("a Markdown cell that both changed is kept as it was written", () => {
  const text = (source: string): Cell => ({ cell_type: "markdown", id: "a", metadata: {}, source });
  const [, kept = ""] = merged([text("one")], [text("- mine")], [text("two")]);
  assert.match(kept, /changed this cell too\.\n\n- mine$/);
});

test("any mixture keeps every change of the learner's, and every cell of the new version", () => {
  const random = randomFrom(7);
  const ids = ["a", "b", "c", "d", "e"];
  for (let round = 0; round < 500; round++) {
    const some = (prefix: string, texts: string[]) =>
      shuffled(
        random,
        [...ids, `${prefix}1`, `${prefix}2`].filter(() => random() < 0.8),
      ).map((id) => code(id, `${id} ${texts[Math.floor(random() * texts.length)]}`));
    const base = some("base", ["0"]);
    const own = some("own", ["0", "mine"]);
    const theirs = some("next", ["0", "new"]);
    const result = merged(base, own, theirs).join("\n");
    for (const { source } of own)
      if (/mine|own/.test(joined(source))) assert.ok(result.includes(joined(source)), result);
    for (const { source } of theirs)
      if (/new|next/.test(joined(source)) && !result.includes(joined(source)))
        assert.fail(`${joined(source)} is missing:\n${result}`);
  }
});

/** Returns a seeded generator of numbers from 0 to 1. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function shuffled<T>(random: () => number, items: T[]): T[] {
  return items
    .map((item) => [random(), item] as const)
    .sort(([one], [other]) => one - other)
    .map(([, item]) => item);
}
