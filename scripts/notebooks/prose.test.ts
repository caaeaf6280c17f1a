import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { anchorOf, headingsOf, siteAnchorOf } from "./headings";
import { chapters, ROOT, type Cell } from "./notebook";
import { proseFindings } from "./prose";

const text = (source: string, id = "text"): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});
const code: Cell = { cell_type: "code", id: "code", metadata: {}, source: "", outputs: [] };
const notebook = (...cells: Cell[]) => ({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });
const file = path.join(ROOT, "notebooks", "99-new.ipynb");
const findings = (...cells: (string | Cell)[]) =>
  proseFindings(
    notebook(
      ...[text("# Title", "header"), ...cells].map((cell) =>
        typeof cell === "string" ? text(cell) : cell,
      ),
    ),
    file,
  );
const second = path.basename(chapters()[2] ?? "");

test("ordinary text is fine", () => {
  for (const source of [
    "## Prices\n\nFrom $5 to $6, and a `${template}`.\n\n### Below",
    "See [the start](00-contents.ipynb), [README](../README.md), [AWS](https://aws.amazon.com/).",
    `See [above](#Title), [another](${second}), [its end](${second}#What-to-remember).`,
    "```typescript\n# no heading\n% no comment\n![no](picture.png)\n[no](link)\n```",
    "`page#{page}`, `![a](b)`, `[a](b)`, `<img>`, `a ~~ b`, 100 % of it",
    "above\n\n---\n\nbelow",
    "<details><summary>Answer</summary>\n\nYes.\n\n</details>",
  ])
    assert.deepEqual(findings(source), [], source);
});

test("a heading that skips a level is found, with what to write", () => {
  assert.deepEqual(findings("### Deep"), [
    'cell text: its heading "Deep" skips a level: write "## Deep"',
  ]);
  assert.deepEqual(findings("## Two", code, "#### Four `x`"), [
    'cell text: its heading "Four x" skips a level: write "### Four x"',
  ]);
});

test("a link that doesn't work in JupyterLab, export and site is found", () => {
  const cases: [string, RegExp][] = [
    ["[a](#title)", /its link to #title leads to no heading: write #Title$/],
    ["[a](#Nothing)", /its link to #Nothing leads to no heading/],
    [`[a](${second}#what-to-remember)`, /leads to no heading: write #What-to-remember$/],
    ["[a](99-none.ipynb)", /its link to 99-none\.ipynb leads nowhere/],
    ["[a](../lib/index.ts)", /its link to \.\.\/lib\/index\.ts leads nowhere/],
    ["[a](00-contents.ipynb#Chapters)", /leave out the #/],
    ["[a][b]\n\n[b]: nowhere.md", /its link to nowhere\.md leads nowhere/],
    ['<a href="nowhere.html">a</a>', /its link to nowhere\.html leads nowhere/],
    ["[a]()", /its link to nothing/],
    ["## Same\n\n## Same\n\n[a](#Same)", /first of several headings/],
    ["## Naïve\n\n[a](#Naïve)", /characters that not every place finds/],
    ["## Two words\n\n[a](#Two%20words)", /write #Two-words$/],
    ["## A % sign\n\n[a](#A-%-sign)", /characters that not every place finds/],
  ];
  for (const [source, expected] of cases) {
    const [finding = "", ...others] = findings(source);
    assert.match(finding, expected);
    assert.match(finding, /^cell text: /);
    assert.deepEqual(others, []);
  }
});

test("what one place shows and another doesn't is found", () => {
  const pasted = { ...text("![image.png](attachment:image.png)"), attachments: { a: {} } };
  const cases: [string | Cell, RegExp][] = [
    [pasted, /a picture is in neither the export nor the site/],
    ["![a](a.png)", /a picture/],
    ['<img src="a.png">', /a picture/],
    ["<script>1</script>", /a script/],
    ["```{note}\ntext\n```", /a block with braces is a directive/],
    ["A {ref}`x`", /braces before a backtick/],
    ["a\n\n% b", /begins with %/],
    ["+++", /plus signs/],
    ["(here)=\ntext", /a label on the site/],
    ["A note[^1].", /a footnote/],
    ["~~old~~", /strike/],
    [{ ...code, cell_type: "raw" }, /a raw cell/],
    ["text\n\n---", /the line at its end/],
    ["---\n\n---\n\ntext", /two lines in a row/],
  ];
  for (const [cell, expected] of cases) {
    const [finding = "", ...others] = findings(cell);
    assert.match(finding, expected);
    assert.deepEqual(others, []);
  }
});

test("a heading has one anchor in JupyterLab and export, and one on the site", () => {
  const [heading] = headingsOf(notebook(text("## What `with()` *does*: [all](#x)")));
  assert.equal(heading?.text, "What with() does: all");
  assert.equal(anchorOf(heading?.text ?? ""), "What-with()-does:-all");
  assert.equal(siteAnchorOf("What-with()-does:-all"), "what-with-does-all");
  assert.deepEqual(
    headingsOf(notebook(text("First\n===\n\ntext\n\nSecond\n---\n\n```sh\n# none\n```"))).map(
      ({ level, text }) => [level, text],
    ),
    [
      [1, "First"],
      [2, "Second"],
    ],
  );
});
