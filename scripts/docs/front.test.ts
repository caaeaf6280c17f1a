import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, type Notebook } from "../notebooks/notebook";
import { frontPage } from "./front";
import { plainText } from "./plain-text";

const code = {
  cell_type: "code" as const,
  id: "look",
  metadata: {},
  source: "show(1);",
  outputs: [
    { output_type: "stream" as const, name: "stdout", text: ["one\n"] },
    {
      output_type: "display_data" as const,
      data: { "text/html": "<b>two</b>", "text/plain": "two" },
    },
  ],
};
const contents: Notebook = { cells: [code], metadata: {}, nbformat: 4, nbformat_minor: 5 };
const page = (cell: string) =>
  `---\nmyst:\n  html_meta:\n    description: "What it is."\n---\n\n# Title\n\n<!-- cell ${cell} -->\n\nMore.\n`;

test("the front page shows the cell of the contents with its outputs, and its own description", () => {
  const { cells, metadata } = frontPage(page("look"), contents);
  assert.deepEqual(
    cells.map(({ source }) => joined(source)),
    ["# Title", "show(1);", "More."],
  );
  assert.equal(cells[1]?.outputs, code.outputs);
  assert.deepEqual(metadata, { description: "What it is." });
});

test("a front page without a cell, or with an unknown one, is refused", () => {
  assert.throws(() => frontPage(page("other"), contents), /shows cell other/);
  assert.throws(() => frontPage("# Title\n", contents), /shows cell undefined/);
});

test("the plain text has text, code and the text of outputs", () =>
  assert.ok(
    plainText([{ name: "00-a", notebook: contents }]).endsWith(
      "\n\n```typescript\nshow(1);\n```\n\n```text\none\ntwo\n```\n",
    ),
  ));
