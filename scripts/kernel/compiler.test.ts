/** TypeScript over a chain of cells: what each sees, and what a cell costs in a long session. */
import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Compiler } from "../cell/compiler";
import { compilerAt, completeness } from "./compiler";

const FOLDER = path.resolve(__dirname, "../../../notebooks");

/** Compiles a cell that isn't refused, and runs it as far as the compiler is concerned. */
function accepted(compiler: Compiler, code: string): string {
  const compiled = compiler.compile(code);
  if ("refused" in compiled) assert.fail(`${code}\n${JSON.stringify(compiled.refused)}`);
  compiler.add(code, Object.keys(compiled.declares));
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

  test("hundreds of runs of one cell", () => {
    const compiler = compilerAt(FOLDER);
    accepted(compiler, "let base = 1;");
    accepted(compiler, "const user = () => base;");
    accepted(compiler, "class Two { a = 1; } interface Kept { two: Two }");
    accepted(compiler, "let __x = 1; declare global { interface Array<T> { mine?: T } }");
    accepted(compiler, 'const BigIntStats = "s"; export type Half = "a"; const Half = 1;');
    accepted(compiler, 'import type { BigIntStats } from "node:fs"; type Half = "b";');
    for (let run = 0; run < 100; run++)
      accepted(compiler, `const again = ${run}, Two = 2; class Again { n = again + user(); }`);
    assert.equal(refusedFor(compiler, "new Again().n + again + base"), "");
    // The name has a new value, but still the old type.
    assert.equal(refusedFor(compiler, "let two: Two = { a: Two }; ({ two }) as Kept"), "");
    assert.equal(refusedFor(compiler, "[__x].mine?.toFixed();"), "");
    assert.equal(
      refusedFor(compiler, "BigIntStats.length + Half; let s: BigIntStats | undefined;"),
      "",
    );
  });

  test("500 cells: neither memory nor what TypeScript looks at grows with the cells that are done", () => {
    const compiler = compilerAt(FOLDER);
    const run = (cells: number) => {
      const largest = { files: 0, symbols: 0 };
      for (let index = 0; index < cells; index += 2) {
        accepted(compiler, `let count = ${index}; function shown() { return [count]; }`);
        accepted(compiler, "count++; shown();");
        const { files, symbols } = compiler.size();
        largest.files = Math.max(largest.files, files);
        largest.symbols = Math.max(largest.symbols, symbols);
      }
      return { largest, heap: heapUsed() };
    };
    const first = run(150);
    const last = run(350);
    assert.deepEqual(last.largest, first.largest);
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
