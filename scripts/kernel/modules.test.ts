/** What cells import: files and packages that come late, that change, that have faults. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { Session } from "./session";

const outside = mkdtempSync(path.join(__dirname, "../../modules "));
const folder = path.join(outside, "notebooks");
mkdirSync(folder);
after(() => rmSync(outside, { recursive: true }));

const put = (name: string, text: string) => {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
};

describe("modules", () => {
  let session: Session;
  before(async () => {
    session = await Session.start(process.env, folder);
    await session.run("let data = [1, 2, 3];");
  });
  after(() => session.close());

  const printed = async (code: string) => {
    const { stdout, stderr, error } = await session.run(code);
    assert.deepEqual([stderr, error], ["", ""]);
    return stdout.trim();
  };

  test("a module that doesn't exist yet, then does, then changes", async () => {
    const use = `import { late } from "./late"; console.log(late, data.length);`;
    const { status, error } = await session.run(use);
    assert.equal(status, "error");
    assert.match(error, /1:22 - Cannot find module '.\/late'/);
    assert.match(error, /Create the file \.\/late\.ts/);
    assert.equal(await printed("console.log(data)"), "[ 1, 2, 3 ]");
    put("late.ts", "export const late = 'created';");
    assert.equal(await printed(use), "created 3");
    put("late.ts", "export const late = 'changed'; export const added = 1;");
    assert.equal(await printed(use), "changed 3");
    assert.equal(await printed(`import { added } from "./late"; console.log(added)`), "1");
  });

  test("a module that another module imports changes", async () => {
    put("inner.ts", "export const inner = 1;");
    put("outer.ts", `import { inner } from "./inner"; export const outer = inner * 10;`);
    const use = `import { outer } from "./outer"; console.log(outer)`;
    assert.equal(await printed(use), "10");
    put("inner.ts", "export const inner = 25;");
    assert.equal(await printed(use), "250");
  });

  test("a module outside of the notebook's folder", async () => {
    const use = `import { up } from "../up"; console.log(up)`;
    assert.match((await session.run(use)).error, /Create the file \.\.\/up\.ts/);
    writeFileSync(path.join(outside, "up.ts"), "export const up = 'from above';");
    assert.equal(await printed(use), "from above");
  });

  test("advice on an import without names", async () => {
    assert.match((await session.run(`import "./bare"`)).error, /Create the file \.\/bare\.ts/);
    assert.match((await session.run(`import "no-such"`)).error, /npm install no-such/);
  });

  test("a package that is installed after its import failed", async () => {
    const use = `import { here } from "late-package"; console.log(here)`;
    assert.match((await session.run(use)).error, /npm install late-package/);
    put(
      "node_modules/late-package/package.json",
      `{ "name": "late-package", "main": "main.js", "types": "main.d.ts" }`,
    );
    put("node_modules/late-package/main.js", "exports.here = 'installed';");
    put("node_modules/late-package/main.d.ts", "export const here: string;");
    assert.equal(await printed(use), "installed");
  });

  test("a package without types, and one of ECMAScript modules", async () => {
    put("node_modules/untyped/package.json", `{ "name": "untyped", "main": "main.js" }`);
    put(
      "node_modules/untyped/main.js",
      "module.exports = function untyped() { return 'untyped'; };",
    );
    assert.equal(await printed(`import untyped from "untyped"; console.log(untyped())`), "untyped");
    put(
      "node_modules/esm/package.json",
      `{ "name": "esm", "type": "module", "exports": "./main.js" }`,
    );
    put(
      "node_modules/esm/main.js",
      "export default 'default'; export let n = 1; export const up = () => n++;",
    );
    assert.equal(
      await printed(`import esm, { n, up } from "esm"; up(); console.log(esm, n)`),
      "default 2",
    );
    put(
      "node_modules/bare/package.json",
      `{ "name": "bare", "type": "module", "exports": "./main.js" }`,
    );
    put("node_modules/bare/main.js", "export let m = 1; export const up = () => m++;");
    assert.equal(
      await printed(`import { m, up as raise } from "bare"; raise(); console.log(m)`),
      "2",
    );
  });

  test("a type error in a module is reported, with its file and its line", async () => {
    put("wrong.ts", "export const a = 1;\nexport const wrong: number = 'text';");
    const { error } = await session.run(`import { a } from "./wrong"; console.log(a)`);
    assert.match(error, /^wrong\.ts 2:14 - Type 'string' is not assignable/);
    put("wrong.ts", "export const a = 1;");
    assert.equal(await printed(`import { a } from "./wrong"; console.log(a)`), "1");
  });

  test("a syntax error in a module, also in one that is imported when it runs", async () => {
    put("broken.ts", "export const a = 1;\nexport const = 2;");
    for (const use of [`import { a } from "./broken"; a`, `await import("./broken")`]) {
      const { error } = await session.run(use);
      assert.match(error, /^broken\.ts 2:14 - /);
    }
    put("fault.js", "exports.a = 1;\nexports.b = = 2;");
    assert.match(
      (await session.run(`import { a } from "./fault.js"; a`)).error,
      /^fault\.js 2:13 - /,
    );
  });

  test("a module that throws names its line and shows it", async () => {
    put(
      "throws.ts",
      "interface Only { types: number }\nexport function thrower() {\n  throw new Error('in " +
        "it');\n}",
    );
    const { error } = await session.run(`import { thrower } from "./throws";\nthrower();`);
    const lines = error.split("\n");
    assert.equal(lines[0], "Error: in it");
    assert.equal(lines[1], "    at thrower (throws.ts, line 3): throw new Error('in it');");
    assert.equal(lines[2], "    at line 2: thrower();");
    assert.equal(lines.length, 3);
  });

  test("a module that throws while it loads is loaded again when it was mended", async () => {
    put("loads.ts", "export const a = 1;\nthrow new Error('while loading');");
    const use = `import { a as loaded } from "./loads"; console.log(loaded)`;
    assert.match((await session.run(use)).error, /while loading\n.*loads\.ts, line 2/);
    put("loads.ts", "export const a = 2;");
    assert.equal(await printed(use), "2");
  });

  test("JavaScript and JSON, which change", async () => {
    put("plain.js", "exports.plain = (x) => x + 1;");
    put("data.json", `{ "list": [1, 2] }`);
    const use = `import { plain } from "./plain.js"; import stored from "./data.json";
console.log(plain(1), stored.list)`;
    assert.equal(await printed(use), "2 [ 1, 2 ]");
    put("plain.js", "export const plain = (x) => x + 100;");
    put("data.json", `{ "list": [3] }`);
    assert.equal(await printed(use), "101 [ 3 ]");
  });

  test("a module's loops, awaits and timers end with the cell that is interrupted", async () => {
    put(
      "endless.ts",
      `let steps = 0;
export const stepsSoFar = () => steps;
const wait = () => new Promise((resolve) => setTimeout(resolve, 1));
export async function awaiting() { console.log("go"); for (;;) { steps++; await wait(); } }
export async function busy() { await wait(); console.log("go"); for (;;) steps++; }
export async function ticking() {
  setInterval(() => steps++, 1); console.log("go"); await new Promise(() => {});
}
export class Chain { static again(): Promise<void> { return wait().then(() => { steps++; return Chain.again(); }); } }`,
    );
    await session.run(`import { awaiting, busy, Chain, stepsSoFar, ticking } from "./endless";`);
    const calls = ["awaiting()", "busy()", "ticking()", "(console.log('go'), Chain.again())"];
    for (const call of calls) {
      const { error } = await session.run(`await ${call}`, "go");
      assert.match(error, /^Interrupted: /, call);
      const watch = `const before = stepsSoFar(); await new Promise((resolve) => setTimeout(resolve, 40));
console.log(stepsSoFar() - before)`;
      assert.equal(await printed(watch), "0", call);
    }
  });

  test("an ECMAScript module of the learner's", async () => {
    put("plain.mjs", "export const four = 4; export default 5;");
    const use = `import five, { four } from "./plain.mjs"; console.log(five, four)`;
    assert.equal(await printed(use), "5 4");
  });

  test("a module awaits in functions only, and knows its place", async () => {
    put("awaits.ts", "export const value = await Promise.resolve(1);");
    const { error } = await session.run(`import { value } from "./awaits"; value`);
    assert.match(error, /^SyntaxError: awaits\.ts: .*Export an async function/);
    put("deeper/place.ts", "export const { url, dirname } = import.meta;");
    const use = `import { url, dirname } from "./deeper/place"; console.log(url.slice(-16), dirname.slice(-7))`;
    assert.equal(await printed(use), "/deeper/place.ts /deeper");
  });

  test("after all of this the notebook's variables are there", async () => {
    assert.equal(await printed("console.log(data)"), "[ 1, 2, 3 ]");
  });
});
