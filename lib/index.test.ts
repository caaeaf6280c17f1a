import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { test } from "node:test";

const LIBRARY = __dirname;

/** Runs code in a fresh process, and returns the library's modules that it loaded. */
function loadedBy(code: string): string[] {
  // `npm test` preloads a module of its own.
  const script = `const before = Object.keys(require.cache);
    const library = require(${JSON.stringify(LIBRARY)}); ${code};
    const all = Object.keys(require.cache);
    console.log(JSON.stringify(all.filter((file) => !before.includes(file))));`;
  const files = JSON.parse(
    execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }),
  ) as string[];
  return files.map((file) => path.relative(LIBRARY, file).split(path.sep).join("/"));
}

void test("an import loads no module; what is used loads its own", () => {
  assert.deepEqual(loadedBy(""), ["index.js"]);
  const withTable = loadedBy("void [library.connect, library.Table, library.string]");
  assert.ok(withTable.includes("table/table.js"));
  const others = withTable.filter((file) => /^(pictures|show|embedded)\/|node_modules/.test(file));
  assert.deepEqual(others, [], "neither pictures nor the SDK nor the embedded database");
});

void test("every export is there at its first use, and stays the same", () => {
  const script = `const library = require(${JSON.stringify(LIBRARY)});
    const missing = Object.keys(library).filter((name) =>
      library[name] === undefined || library[name] !== library[name]);
    console.log(Object.keys(library).length, JSON.stringify(missing));`;
  const [count, missing] = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" })
    .trim()
    .split(" ");
  assert.ok(Number(count) > 20);
  assert.equal(missing, "[]");
});
