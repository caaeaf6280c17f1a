/** TypeScript over a chain of cells: what each sees, and what a cell costs in a long session. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { inspect } from "node:util";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Compiler } from "../cell/compiler";
import { ROOT } from "../notebooks/notebook";
import { compilerAt, completeness } from "./compiler";

const FOLDER = path.resolve(__dirname, "../../../notebooks");

/** Compiles a cell that isn't refused, and runs it as far as the compiler is concerned. */
function accepted(compiler: Compiler, code: string): string {
  const compiled = compiler.compile(code);
  if ("refused" in compiled) assert.fail(`${code}\n${JSON.stringify(compiled.refused)}`);
  compiler.add(code, compiled);
  return compiled.js;
}

const refusedFor = (compiler: Compiler, code: string): string => {
  const compiled = compiler.compile(code);
  return "refused" in compiled ? compiled.refused.map(({ message }) => message).join(" ") : "";
};

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes that are in use, garbage not counted. */
function heapUsed(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

/** Later code that has to be accepted, and the cells that it refers to. */
const STAYING: [use: string, ...cells: string[]][] = [
  ["base + user();", "let base = 1;", "const user = () => base;"],
  ["let two: Two = { a: Two };", "class Two { a = 1; }", "const Two = 2;"],
  [
    "old.first;\n// @ts-expect-error\nold.second;",
    "class Thing { first = 1; }",
    "const old = new Thing();",
    "class Thing { second = 2; }",
  ],
  [
    "getX().toFixed() + __x.trim();\n// @ts-expect-error\ngetX().trim();",
    "let __x = 1;",
    "const getX = () => __x;",
    'let __x = "text";',
  ],
  [
    "[1].mine ?? [1].other;",
    "declare global { interface Array<T> { mine?: T } }",
    "declare global { interface Array<T> { other?: T } }",
  ],
  [
    "BigIntStats.trim(); let s: BigIntStats | undefined;",
    'const BigIntStats = "s";',
    'import type { BigIntStats } from "node:fs";',
  ],
  [
    'Part.toFixed(); let part: Part = "b";',
    'export type Part = "a"; const Part = 1;',
    'type Part = "b";',
  ],
  ["Third.toFixed();", 'export type Third = "a"; const Third = 1; export { Third };'],
  [
    'Half.trim(); let half: Half = "a";',
    'export type Half = "a"; const Half = 1;',
    'const Half = "b";',
  ],
];

/** Cells that a learner runs over and over. */
const GROWING: [what: string, ...cells: string[]][] = [
  [
    "a cell that declares again, and its use",
    "let count = 1; function shown() { return [count]; }",
    "count++; shown();",
  ],
  ["a cell that imports", 'import { join } from "node:path"; const place = join("a", "b");'],
  [
    "a cell with a property that has another cell's name",
    "const input = { item: 1 };",
    "const item = [input];",
  ],
  [
    "a cell that declares for all cells",
    "declare global { interface Array<T> { mine?: T } }",
    "[1].mine;",
  ],
];

describe("the compiler", () => {
  test("a command's wrong input is told once, not for each form of its constructor", () => {
    const compiler = compilerAt(FOLDER);
    accepted(compiler, 'import { GetItemCommand } from "@aws-sdk/client-dynamodb";');
    const said = refusedFor(
      compiler,
      'new GetItemCommand({ TableName: "t", Key: { user_id: "ada" } });',
    );
    assert.doesNotMatch(said, /overload/i);
    assert.equal(
      said.match(/Type 'string' is not assignable to type 'AttributeValue'/g)?.length,
      1,
    );
  });

  test("a cell sees earlier cells, and the newest declaration of a name", () => {
    const compiler = compilerAt(FOLDER);
    accepted(compiler, "let a = 1;");
    accepted(compiler, "a = 2;");
    accepted(compiler, `let a = "text";`);
    assert.match(refusedFor(compiler, "a = 2;"), /not assignable to type 'string'/);
    assert.equal(refusedFor(compiler, "a.toUpperCase();"), "");
  });

  test("what one compiler knows of cells, another one doesn't", () => {
    const [one, other] = [compilerAt(FOLDER), compilerAt(FOLDER)];
    accepted(one, "let a = 1;");
    assert.match(refusedFor(other, "a"), /Cannot find name 'a'/);
    accepted(other, `let a = "text";`);
    assert.equal(refusedFor(one, "a.toFixed();"), "");
    assert.equal(refusedFor(other, "a.trim();"), "");
  });

  test("a cell that didn't start declares nothing", () => {
    const compiler = compilerAt(FOLDER);
    compiler.compile("let ghost = 1;");
    assert.match(refusedFor(compiler, "ghost"), /Cannot find name 'ghost'/);
  });

  test("values of an older version of a class keep their type", () => {
    const compiler = compilerAt(FOLDER);
    accepted(compiler, "class Thing { first = 1; #secret = 1; }");
    accepted(compiler, "const old = new Thing(); const make = () => new Thing();");
    accepted(compiler, "class Thing { second = 2; }");
    for (let index = 0; index < 5; index++) accepted(compiler, "class Thing { second = 2; }");
    assert.equal(refusedFor(compiler, "old.first + make().first + new Thing().second"), "");
    assert.match(refusedFor(compiler, "old.second"), /does not exist on type 'Thing'/);
  });

  test(
    "types, interfaces, enums, namespaces and imports of older cells are kept while they are " +
      "used",
    () => {
      const compiler = compilerAt(FOLDER);
      accepted(compiler, `import { join } from "node:path"; import type { Stats } from "node:fs";`);
      accepted(
        compiler,
        "type Id = string; interface Named { name: Id } enum Color { Red } " +
          "namespace N { export type X = 1 }",
      );
      accepted(
        compiler,
        "const named: Named = { name: join('a') }; let color = Color.Red; let x: N.X = 1; " +
          "let s: Stats | undefined;",
      );
      accepted(
        compiler,
        "type Id = number; interface Named { other: Id } enum Color { Blue } " +
          "namespace N { export type X = 2 } const join = 1, Stats = 2;",
      );
      assert.equal(
        refusedFor(
          compiler,
          "named.name.toUpperCase(); const n: Named = { other: 1 }; x = 1; s?.size; join + 1",
        ),
        "",
      );
    },
  );

  test("what a name means is kept while a cell refers to it, however many cells come after", () => {
    const compiler = compilerAt(FOLDER);
    for (const [, ...cells] of STAYING) for (const cell of cells) accepted(compiler, cell);
    for (let run = 0; run < 100; run++)
      accepted(compiler, `const again = ${run}; class Again { n = again + user(); }`);
    assert.equal(refusedFor(compiler, "new Again().n + again + base"), "");
    for (const [use, ...cells] of STAYING) assert.equal(refusedFor(compiler, use), "", cells[0]);
  });

  test("what an imported file adds for all is kept", (t) => {
    const folder = mkdtempSync(path.join(ROOT, "build", "compiler-test-"));
    t.after(() => rmSync(folder, { recursive: true }));
    writeFileSync(
      path.join(folder, "adds.ts"),
      "export {}; declare global { interface Array<T> { added?: T } }",
    );
    const compiler = compilerAt(folder);
    accepted(compiler, 'import "./adds";');
    for (let run = 0; run < 100; run++) accepted(compiler, `const again = ${run};`);
    assert.equal(refusedFor(compiler, "[1].added?.toFixed();"), "");
  });

  for (const [what, ...cells] of GROWING)
    test(`200 cells: neither memory nor what TypeScript holds grows: ${what}`, () => {
      const compiler = compilerAt(FOLDER);
      const run = (count: number) => {
        const largest = { files: 0, symbols: 0 };
        for (let index = 0; index < count; index++) {
          accepted(compiler, cells[index % cells.length] ?? "");
          const { files, symbols } = compiler.size();
          largest.files = Math.max(largest.files, files);
          largest.symbols = Math.max(largest.symbols, symbols);
        }
        return { largest, heap: heapUsed() };
      };
      const first = run(130);
      const last = run(70);
      assert.ok(last.largest.files <= first.largest.files, inspect({ first, last }));
      assert.ok(last.largest.symbols <= first.largest.symbols, inspect({ first, last }));
      const grown = (last.heap - first.heap) / 2 ** 20;
      assert.ok(grown < 30, `${Math.round(grown)} MB more`);
    });

  test("130 cells that all stay in use", () => {
    const compiler = compilerAt(FOLDER);
    for (let index = 0; index < 130; index++)
      accepted(compiler, `const kept${index} = ${index > 0 ? `kept${index - 1} + 1` : "0"};`);
    assert.equal(refusedFor(compiler, "kept0 + kept63 + kept64 + kept129"), "");
    assert.match(refusedFor(compiler, "kept129.nothing"), /on type 'number'/);
  });

  test("the map of a cell names its lines", () => {
    const compiled = compilerAt(FOLDER).compile("interface A { a: 1 }\n\nlet x = 1;");
    assert.ok("js" in compiled);
    assert.doesNotMatch(compiled.js, /sourceMappingURL/);
    assert.equal((JSON.parse(compiled.map) as { version: number }).version, 3);
  });

  test("faults after the end of a cell are reported as one", () => {
    const compiled = compilerAt(FOLDER).compile("function (");
    assert.ok("refused" in compiled && compiled.refused.length <= 2);
  });

  test("completeness of odd texts", () => {
    const cases: [string, string][] = [
      ["", "complete"],
      ["  \n", "complete"],
      ["'a", "invalid"],
      ["'a\n", "invalid"],
      ["a.", "incomplete"],
      ["`${a", "incomplete"],
      ["<", "incomplete"],
      ["({", "incomplete"],
      ["/re", "invalid"],
      ["class A extends", "incomplete"],
    ];
    for (const [code, status] of cases) assert.equal(completeness(code).status, status, code);
  });
});
