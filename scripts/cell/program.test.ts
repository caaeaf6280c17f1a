/** Cells run by the code that a page will run them by: without Node, and with their lines. */
import assert from "node:assert/strict";
import { builtinModules } from "node:module";
import path from "node:path";
import { describe, test } from "node:test";
import vm from "node:vm";
import { build } from "esbuild";
import { Program } from "./program";

const FOLDER = path.resolve(__dirname, "../../../scripts/cell");

async function bundled() {
  const { outputFiles, warnings, metafile } = await build({
    entryPoints: [path.join(FOLDER, "program.ts")],
    ...{ platform: "browser", format: "iife", globalName: "cells", bundle: true, metafile: true },
    ...{ write: false, logLevel: "silent" },
  });
  return {
    code: outputFiles[0]?.text ?? "",
    warnings,
    inputs: Object.keys(metafile.inputs),
    metafile,
  };
}

describe("the bundle for a page", () => {
  test("nothing of Node is imported", async () => {
    const { warnings, metafile, inputs } = await bundled();
    assert.deepEqual(warnings, []);
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
    assert.deepEqual(imports, []);
    const kinds = inputs.filter(
      (file) => builtinModules.includes(file) || file.startsWith("node:"),
    );
    assert.deepEqual(kinds, []);
  });

  test("it runs cells where there is nothing of Node's", async () => {
    const { code } = await bundled();
    const context = vm.createContext({ setTimeout, setInterval });
    vm.runInContext(code, context);
    vm.runInContext(
      `var program = new cells.Program({
        evaluate: (text) => (0, eval)(text), module: () => ({ a: 2 }),
        import: async () => ({ a: 3 }), meta: {}, flag: new Int32Array(1) });
      var run = (js) => program.cell(js, "cell").run();`,
      context,
    );
    const run = (js: string) =>
      vm.runInContext(`run(${JSON.stringify(js)})`, context) as Promise<{ value: unknown }>;
    await run(`import { a } from "x"; let n = 1; const up = () => (n += a);`);
    await run(`n = 10; up(); await null; for await (const x of [1]) n += x;`);
    assert.equal((await run("n")).value, 13);
    assert.equal((await run(`(await import("y")).a`)).value, 3);
  });
});

/** A program whose modules are given, and which evaluates as Node does. */
function program(modules: Record<string, object> = {}, flag = new Int32Array(1)) {
  return new Program({
    flag,
    meta: { url: "cell" },
    module: (specifier) => modules[specifier] ?? {},
    import: (specifier) => Promise.resolve(modules[specifier] ?? {}),
    evaluate: (expression, filename) =>
      new vm.Script(expression, { filename }).runInThisContext() as unknown,
  });
}

describe("a program", () => {
  test("the value of the last expression isn't awaited", async () => {
    const promise = Promise.resolve(1);
    const result = await program({ m: { promise } })
      .cell(`import { promise } from "m"; promise`, "cell")
      .run();
    assert.equal(result?.value, promise);
  });

  test("what isn't an expression has no value", async () => {
    for (const js of [
      "",
      "let a = 1",
      "if (true) 5",
      "function f() {}",
      "class A {}",
      "5; let b",
      "{ 5 }",
      "export default 5",
    ])
      assert.equal(await program().cell(js, "cell").run(), undefined, js);
  });

  test("a cell that was interrupted doesn't go on, the next one does", async () => {
    const flag = new Int32Array(1);
    const steps: number[] = [];
    const one = program({ m: { steps, interrupt: () => Atomics.add(flag, 0, 1) } }, flag);
    const cell = one.cell(
      `import { steps, interrupt } from "m"; steps.push(1); interrupt(); await 0; steps.push(2);`,
      "cell",
    );
    await assert.rejects(cell.run(), { name: "Interrupted" });
    await one
      .cell("steps.push(3); for (let i = 0; i < 2; i++) await i; steps.push(4);", "cell")
      .run();
    assert.deepEqual(steps, [1, 3, 4]);
  });

  test("a place in a stack comes from its line and its column", () => {
    const js = "let a = 1;\n\nconst f = () => {\n  return a + missing;\n};\nf();";
    const cell = program().cell(js, "cell.js");
    return cell.run().then(
      () => assert.fail("It has to throw."),
      (error: Error) => {
        const [, line, column] = /cell\.js:(\d+):(\d+)/.exec(error.stack ?? "") ?? [];
        assert.deepEqual(cell.origin(Number(line) - 1, Number(column) - 1), {
          line: 3,
          column: 13,
        });
      },
    );
  });

  test("where it awaits", async () => {
    const one = program({ m: { never: () => Promise.reject(new Error("no stack of ours")) } });
    const cell = one.cell(
      `import { never } from "m";\nawait 1;\n  await never();\nawait 2;`,
      "cell",
    );
    assert.equal(cell.awaiting(), undefined);
    await assert.rejects(cell.run());
    assert.deepEqual(cell.awaiting(), { line: 2, column: 2 });
  });
});
