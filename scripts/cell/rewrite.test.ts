/** What a cell is rewritten to: whatever it says, it stays on its lines, and parses. */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import vm from "node:vm";
import ts from "typescript";
import { inCellWords, rewrite } from "./rewrite";
import { SEQUENCES } from "./sequences";

/** Takes the types away, with TypeScript. */
const javascript = (cell: string) =>
  ts.transpileModule(cell, {
    compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext },
  }).outputText;

const CORPUS = SEQUENCES.filter(({ name }) => !name.includes("syntax error")).flatMap(({ cells }) =>
  cells.map(javascript),
);

/** Statements as a person without semicolons writes them: TypeScript would have added some. */
const BARE = [
  "let a = 1\nlet b = a\n;[a, b] = [b, a]\na++\nb",
  "const f = function () {\n  return 1\n}\nf()\n;(f)()\nf`x`",
  "let a\nvar b\nconst c = 1, { d } = c\nclass E {\n  f = 1\n}\nfunction g() {}\ng()",
  "if (a) b()\nelse c()\nfor (const x of y) z(x)\nwhile (a) { b() }\ndo a()\nwhile (b)",
  "import a, { b as c } from 'd'\nimport * as e from\n  'f'\nexport { c }\nexport const g = 1\nc()",
  "x\n/* comment */\n// last",
  "({ a, b: [c] } =\n d)",
  "let g = 1\ng()",
];

/** The file's lines, without what the rewriting adds. */
const words = (line: string) => line.match(/\b(?!__)[A-Za-z]\w*\b/g) ?? [];

describe("rewriting", () => {
  test("no line is added, removed or joined", () => {
    for (const js of [...CORPUS, ...BARE]) {
      const { expression } = rewrite(js, () => undefined);
      assert.equal(expression.split("\n").length, js.split("\n").length + 1, js);
    }
  });

  test("texts and calls stay on their lines", () => {
    const marked =
      "mark(1)\nlet a = mark(2)\n\nconst { b,\n  c } = mark(5), d = () =>\n  mark(6)\nclass E " +
      "{\n  f = mark(8)\n}\nmark(10)";
    const { expression } = rewrite(marked, () => undefined);
    const lines = expression.split("\n");
    for (const [, line] of marked.matchAll(/mark\((\d+)\)/g))
      assert.match(lines[Number(line) - 1] ?? "", new RegExp(`mark\\(${line}\\)`));
  });

  test("every place comes from the same line", () => {
    for (const js of [...CORPUS, ...BARE]) {
      const { expression, origin } = rewrite(js, () => undefined);
      const rewritten = expression.split("\n").slice(0, -1);
      rewritten.forEach((line, index) => assert.equal(origin(index, line.length).line, index, js));
    }
  });

  test("a word that stays comes from its own column", () => {
    for (const js of CORPUS) {
      const { expression, origin } = rewrite(js, () => undefined);
      const source = js.split("\n");
      expression
        .split("\n")
        .slice(1, -1)
        .forEach((line, index) => {
          for (const { 0: word, index: column = 0 } of line.matchAll(/'(\w{4,})'/g)) {
            const place = origin(index + 1, column);
            assert.ok(
              (source[place.line] ?? "").startsWith(word, place.column),
              `${word} in ${js}`,
            );
          }
        });
    }
  });

  test("all of it parses as a script", () => {
    for (const js of [...CORPUS, ...BARE]) {
      const { expression } = rewrite(js, () => undefined);
      assert.doesNotThrow(() => new vm.Script(expression), js);
      assert.ok(words(expression).length > 0);
    }
  });

  test("names of earlier cells are the notebook's, others the engine's", () => {
    const { expression } = rewrite("known + unknown; fixed = 1; setTimeout(known)", (name) =>
      name === "known" ? "let" : name === "fixed" ? "const" : undefined,
    );
    assert.match(expression, /__\$_known\.v \+ unknown; __\$\.constant\("fixed"\)\.v = 1/);
    assert.match(expression, /\(0, __\$\.setTimeout\)\(__\$_known\.v\)/);
  });

  test("messages of the engine name variables as the cell does", () => {
    const cases = [
      ["(0 , __$_fn.v) is not a function", "fn is not a function"],
      ["__$_größe.v.x is undefined, and __$_$.v", "größe.x is undefined, and $"],
      ["__$.resumed(...) is not a function", "(awaited value) is not a function"],
      [
        "__$.resumed is not a function or its return value is not iterable",
        "(awaited value) is not iterable",
      ],
      ["nothing of it", "nothing of it"],
    ];
    for (const [said, expected] of cases) assert.equal(inCellWords(said ?? ""), expected);
  });

  test("what isn't JavaScript is refused", () => {
    for (const js of ["let", "a b", "let a; let a", "return 1", "import x"])
      assert.throws(() => rewrite(js, () => undefined), SyntaxError);
  });
});
