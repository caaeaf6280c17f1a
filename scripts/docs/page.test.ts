import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, lines, type Cell, type Notebook } from "../notebooks/notebook";
import { HONEST_LINE, pageOf } from "./page";
import { libraryNames, linkNames, linkTerms, termsOf } from "./terms";

const TERMS = ["Partition", "Partition key", "Item"];
const linked = (text: string) => linkTerms(text, TERMS, new Set());

test("the glossary's headings are its terms", () =>
  assert.deepEqual(termsOf("# Glossary\n\n## Partition key\n\ntext\n\n### No\n## Item\n"), [
    "Partition key",
    "Item",
  ]));

test("a term is linked at its first place, with the spelling of that place", () => {
  assert.equal(
    linked("Two items. An **Item**, its partition key."),
    "Two [items](glossary.md#item). An **Item**, its [partition key](glossary.md#partition-key).",
  );
});

test("a term inside of a longer one is not the term", () => {
  assert.equal(
    linked("partition key, partition key, partition"),
    "[partition key](glossary.md#partition-key), partition key, [partition](glossary.md#partition)",
  );
  assert.equal(linked("itemize, sub-item, item_id"), "itemize, sub-item, item_id");
});

test("code, links, headings and tags stay unchanged", () => {
  for (const text of [
    "`item`",
    "```typescript\nitem\n```",
    "[an item](x.md)",
    "# Item\n",
    "## The item",
    '<div class="item">',
    "<summary>item</summary>",
    "![item](x.png)",
  ])
    assert.equal(linked(text), text);
});

test("a name of the library is linked to its page at its first place in code", () => {
  const names = libraryNames(
    "```\nfunctions/measure\nfunctions/string\nvariables/draw\ntype-aliases/Item\n```\n",
  );
  assert.deepEqual(
    [...names],
    [
      ["measure", "api/functions/measure.md"],
      ["draw", "api/variables/draw.md"],
    ],
  );
  const text =
    "To measure, `measure(db, …)`; `measure` again, `string`, `draw.units`, `draw`.\n\n```typescript\nmeasure\n```\n";
  const page = text
    .replace("`measure(db, …)`", "[`measure(db, …)`](api/functions/measure.md)")
    .replace("`draw`", "[`draw`](api/variables/draw.md)");
  assert.equal(linkNames(text, names, new Set()), page);
});

test("links between chapters and to the project lead to pages; navigation is the site's", () => {
  const markdown = (source: string): Cell => ({
    cell_type: "markdown",
    id: "a",
    metadata: {},
    source: lines(source),
  });
  const code: Cell = { cell_type: "code", id: "b", metadata: {}, source: ["item"], outputs: [] };
  const cells = [
    markdown(
      "# Title\n\n[Contents](00-contents.ipynb) · next: [B](02-b.ipynb)\n\n**After this chapter** you can.\n",
    ),
    code,
    markdown(
      "See [B](02-b.ipynb), the [contents](00-contents.ipynb) and the [README](../README.md).",
    ),
    markdown("---\n\nNext: [B](02-b.ipynb) · [Contents](00-contents.ipynb)\n\n*Licence*\n"),
  ];
  const page = pageOf({ cells } as Notebook, { terms: TERMS, names: new Map() });
  assert.deepEqual(
    page.cells.map(({ source }) => joined(source)),
    [
      `# Title\n\n**After this chapter** you can.\n\n${HONEST_LINE}`,
      "item",
      "See [B](02-b.ipynb), the [contents](index.ipynb) and the [README](run-it-yourself.md).",
      "---\n\n*Licence*\n",
    ],
  );
});

test("a link to a heading leads to its anchor on the site", () => {
  const source = "[a](#What-it-costs) [b](02-table-class.ipynb#Why:-a-class?) [c](https://a.b/#C)";
  const cell = { cell_type: "markdown" as const, id: "a", metadata: {}, source };
  const notebook = { cells: [cell, cell, cell], metadata: {}, nbformat: 4, nbformat_minor: 5 };
  const [, page] = pageOf(notebook, { terms: [], names: new Map() }).cells;
  assert.equal(
    joined(page?.source),
    "[a](#what-it-costs) [b](02-table-class.ipynb#why-a-class) [c](https://a.b/#C)",
  );
});
