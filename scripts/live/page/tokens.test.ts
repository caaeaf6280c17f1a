import assert from "node:assert/strict";
import { test } from "node:test";
import { getIndentation, HighlightStyle, StreamLanguage } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { highlightTree, tags } from "@lezer/highlight";
import { chapters, codeCells, joined, readNotebook } from "../../notebooks/notebook";
import { TYPESCRIPT } from "./tokens";

const language = StreamLanguage.define(TYPESCRIPT);
const style = HighlightStyle.define(
  (["keyword", "string", "number", "atom", "comment", "operator", "regexp"] as const).map(
    (name) => ({ tag: tags[name], class: name }),
  ),
);

/** The coloured parts of some code, as `kind text`. */
function coloured(code: string): string[] {
  const found: string[] = [];
  highlightTree(language.parser.parse(code), style, (from, to, kind) =>
    found.push(`${kind} ${code.slice(from, to)}`),
  );
  return found;
}

const CASES: readonly (readonly [code: string, ...found: string[]])[] = [
  ['const one = "a \\" b";', "keyword const", "operator =", 'string "a \\" b"'],
  [
    "`a ${b.map((c) => `<${c}>`)} d` / 2",
    ...["string `a ", "operator ${", "operator =>"],
    ...["string `<", "operator ${", "string >`", "string  d`", "operator /", "number 2"],
  ],
  ["x = /[/]\\/`/u.test(y)", "operator =", "regexp /[/]\\/`/u"],
  ["(a + 1) / b / c", "operator +", "number 1", "operator /", "operator /"],
  ["return /a/", "keyword return", "regexp /a/"],
  ["a.delete({ new: 1_000n, in?: true })", "number 1_000n", "operator ?", "atom true"],
  ["/* a\nb */ 1 // c", "comment /* a", "comment b */", "number 1", "comment // c"],
];

for (const [code, ...found] of CASES)
  test(`colours of ${code}`, () => assert.deepEqual(coloured(code), found));

test("in no cell of the chapters does a string, a template or a comment run on to the end", () => {
  for (const cell of chapters().flatMap((file) => codeCells(readNotebook(file)))) {
    const code = `${joined(cell.source)}\nconst end = 1;`;
    assert.deepEqual(
      coloured(code).slice(-3),
      ["keyword const", "operator =", "number 1"],
      cell.id,
    );
  }
});

/** The indentation that Enter gives a line. */
function indentationOf(line: number, code: string): number | null {
  const state = EditorState.create({ doc: code, extensions: language });
  return getIndentation(state, state.doc.line(line).from);
}

test("a line is indented by the bracket that it is in", () => {
  const code = "await show(\n  send({\n    a: [\n      1,\n    ],\n  }),\n);\nconst a = `\n   x`;";
  const lines = code.split("\n");
  for (const [index, line] of lines.slice(0, -1).entries())
    assert.equal(indentationOf(index + 1, code), line.search(/\S/), line);
  assert.equal(indentationOf(lines.length, code), null, "a template keeps its own");
});
