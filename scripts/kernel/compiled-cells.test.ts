/** A cell isn't compiled twice, unless it can mean something else. */
import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, describe, test } from "node:test";
import { CellStore } from "./cell-store";
import { CompiledCells } from "./compiled-cells";

const FOLDER = path.resolve(__dirname, "../../../notebooks");
const home = mkdtempSync(path.join(tmpdir(), "cells-"));
after(() => rmSync(home, { recursive: true }));

let kept = 0;
/** A place of its own for compiled cells, which several kernels may use. */
const place = () => path.join(home, String(kept++));

/** A kernel's cells, after these; tells for which of them the compiler was needed. */
function ran(store: string, ...sources: string[]) {
  const cells = new CompiledCells(FOLDER, new CellStore(store));
  const needed = sources.filter((source) => !runs(cells, source));
  return { cells, needed };
}

/** Runs a cell, and tells whether it was known. */
function runs(cells: CompiledCells, source: string): boolean {
  const isKnown = cells.knows(source);
  const compiled = cells.compile(source);
  if ("refused" in compiled) assert.fail(compiled.refused[0]?.message);
  cells.started();
  return isKnown;
}

const refused = (cells: CompiledCells, source: string) => {
  const compiled = cells.compile(source);
  return "refused" in compiled ? compiled.refused[0]?.message : undefined;
};

const NOTEBOOK = [
  `import { join } from "node:path";`,
  "const rate = 2;",
  "function price(n: number) { return n * rate; }",
  `console.log(price(10), join("a", "b"));`,
];

describe("compiled cells", () => {
  test("another kernel runs the same notebook without a compiler", () => {
    const store = place();
    assert.deepEqual(ran(store, ...NOTEBOOK).needed, NOTEBOOK);
    const { cells, needed } = ran(store, ...NOTEBOOK);
    assert.deepEqual(needed, []);
    assert.equal(cells.isCompilerLoaded, false);
  });

  test("a new cell is checked against those that weren't compiled here", () => {
    const store = place();
    ran(store, ...NOTEBOOK);
    const { cells } = ran(store, ...NOTEBOOK);
    assert.match(refused(cells, `price("1")`) ?? "", /'string' is not assignable/);
    assert.equal(refused(cells, "price(join.length)"), undefined);
    assert.deepEqual(cells.compiler().complete("pri", 3).found[0]?.name, "price");
  });

  test("a cell that runs again isn't compiled again, whatever ran in between", () => {
    const { cells } = ran(place(), ...NOTEBOOK, "let other = price(1);");
    for (const source of [...NOTEBOOK, ...NOTEBOOK]) assert.ok(runs(cells, source), source);
  });

  test("nor when the notebook has given a name in it a meaning that isn't the cell's", () => {
    const cells = [
      "const list = Array.from({ length: 2 }, (_, n) => ({ Key: n }));",
      "function keys({ Key: id }: { Key: number }, length = id) { return length; }",
      "const described = { ...list[0], id: 1 };",
      `const Key = "k", n = 1, id = "i", length = 9;`,
    ];
    const { cells: kernel } = ran(place(), ...cells);
    for (const source of cells) assert.ok(runs(kernel, source), source);
  });

  test("a name is the cell's own only where a function or a block declares it", () => {
    for (const source of [
      "const f = (n: number) => n; f(n);",
      "{ const n = 1; } n.toFixed();",
      "const shown = { n }; shown.n.toFixed();",
      "const wider: typeof n = 2; wider.toFixed();",
      "function g(m = n) { return m; } g().toFixed();",
    ]) {
      const { cells } = ran(place(), "let n = 1;", source, `let n = "1";`);
      assert.match(refused(cells, source) ?? "", /'string'/, source);
    }
  });

  test("nor may an exported declaration keep the meaning of the one before it", () => {
    for (const [before, source, after] of [
      ["export const x = 1;", "x.toFixed();", `export const x = "s";`],
      ["export type T = number;", "const q: T = 1; q;", "export type T = string;"],
    ] as const) {
      const { cells } = ran(place(), before, source, after);
      assert.match(refused(cells, source) ?? "", /'string'|toFixed/, source);
    }
  });

  test("a cell is compiled again when a name in it has another meaning, also at second hand", () => {
    const first = ["let a = 1;", "const f = () => a;", "f() + 1"];
    const store = place();
    ran(store, ...first);
    const { cells, needed } = ran(store, `let a = "1";`, ...first.slice(1));
    assert.deepEqual(needed, [`let a = "1";`, ...first.slice(1)]);
    assert.match(refused(cells, "f().toFixed()") ?? "", /on type 'string'/);
  });

  test("a type whose name a value takes stays the meaning of the type", () => {
    const store = place();
    const last = ["const Id = 1;", `const id: Id = "1"; Id + 1;`];
    ran(store, "type Id = string;", ...last);
    const { cells } = ran(store, "type Id = number;", "const Id = 1;");
    assert.match(
      refused(cells, last[1] ?? "") ?? "",
      /'string' is not assignable to type 'number'/,
    );
  });

  test("what a cell declares for all cells, or reads from files, is looked at each time", () => {
    const global = "declare global { interface Array<T> { mine: T } } export {};";
    const { cells } = ran(place(), "const list = [1];", "list.length;");
    assert.ok(runs(cells, "list.length;"));
    assert.ok(!runs(cells, global));
    assert.ok(!runs(cells, "list.length;"));
    const file = path.join(FOLDER, "compiled-cells-test.ts");
    try {
      writeFileSync(file, "export const late = 1;");
      const importing = `import { late } from "./compiled-cells-test";`;
      const { cells: others } = ran(place(), importing, "late.toFixed();");
      assert.ok(!runs(others, importing));
      writeFileSync(file, `export const late = "1";`);
      assert.match(refused(others, "late.toFixed();") ?? "", /toFixed/);
    } finally {
      rmSync(file, { force: true });
    }
  });

  test("a cell means something else in another folder", () => {
    const folder = mkdtempSync(path.join(FOLDER, "compiled-cells-"));
    const file = path.join(FOLDER, "lib.ts");
    const store = place();
    const importing = `import { connect } from "../lib"; connect.length;`;
    try {
      ran(store, importing);
      writeFileSync(file, "export const connect = 1;");
      const others = new CompiledCells(folder, new CellStore(store));
      assert.ok(!others.knows(importing));
      assert.match(refused(others, importing) ?? "", /length/);
    } finally {
      rmSync(folder, { recursive: true });
      rmSync(file, { force: true });
    }
  });

  test("an import is seen with a comment in it, and an invisible letter belongs to its name", () => {
    const file = path.join(FOLDER, "compiled-cells-test.ts");
    try {
      writeFileSync(file, "export const late = 1;");
      for (const importing of [
        `import { late } from /* mine */ "./compiled-cells-test"; late;`,
        `const { late } = await import/**/("./compiled-cells-test"); late;`,
      ])
        assert.ok(!runs(ran(place(), importing).cells, importing), importing);
    } finally {
      rmSync(file, { force: true });
    }
    const [store, name] = [place(), "a\u200cb"];
    ran(store, `let ${name} = 1;`, `${name}.toFixed();`);
    const { cells } = ran(store, `let ${name} = "1";`);
    assert.match(refused(cells, `${name}.toFixed();`) ?? "", /on type 'string'/);
  });

  test("after an import for its effect alone, cells are compiled each time", () => {
    const store = place();
    const { cells } = ran(store, "[1].length;", `import "node:fs";`);
    assert.ok(!runs(cells, "[1].length;"));
  });

  test("a refused cell is refused again", () => {
    const store = place();
    for (let kernel = 0; kernel < 2; kernel++)
      assert.match(refused(ran(store).cells, "let n: number = '1';") ?? "", /not assignable/);
  });

  test("half a file counts as none", () => {
    const store = place();
    ran(store, ...NOTEBOOK);
    for (const name of readdirSync(store, { recursive: true, encoding: "utf8" }))
      if (name.endsWith(".json")) truncateSync(path.join(store, name), 9);
    assert.deepEqual(ran(store, ...NOTEBOOK).needed, NOTEBOOK);
    assert.deepEqual(ran(store, ...NOTEBOOK).needed, []);
  });

  test("without a place to write cells run all the same", () => {
    const store = place();
    writeFileSync(store, "a file where the folder should be");
    const { cells } = ran(store);
    assert.ok(!runs(cells, "let a = 1;"));
    assert.ok(runs(cells, "let a = 1;"));
  });
});
