import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import ts from "typescript";
import { loadAtFirstUse } from "./lazy-index.js";

const folder = mkdtempSync(path.join(tmpdir(), "index "));
after(() => rmSync(folder, { recursive: true }));

test("a module is loaded when an export of it is first read, and looked up once for each export", () => {
  const index = path.join(folder, "index.js");
  const source = `export { one, other } from "./a"; export { three as third } from "./b";`;
  const module = ts.ModuleKind.CommonJS;
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module } });
  writeFileSync(index, outputText);
  writeFileSync(path.join(folder, "a.js"), "exports.one = () => 1; exports.other = 2;");
  writeFileSync(path.join(folder, "b.js"), "exports.three = 3;");
  loadAtFirstUse(index);

  const load = createRequire(index);
  const exports = load("./index.js") as Record<string, unknown>;
  const loaded = () =>
    Object.keys(load.cache)
      .filter((file) => file.startsWith(folder))
      .map((file) => path.basename(file, ".js"));
  const isLookedUp = (name: string) =>
    Object.getOwnPropertyDescriptor(exports, name)?.get !== undefined;

  assert.deepEqual(loaded(), ["index"]);
  assert.equal(exports["other"], 2);
  assert.deepEqual(loaded(), ["index", "a"]);
  assert.deepEqual(["one", "other", "third"].map(isLookedUp), [true, false, true]);
  assert.equal(exports["third"], 3);
  assert.deepEqual({ ...exports, one: 1 }, { one: 1, other: 2, third: 3 });
});
