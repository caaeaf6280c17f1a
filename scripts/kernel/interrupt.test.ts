/** An interrupted cell is over, whatever it does; the notebook and its variables stay. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { LIMIT } from "../testing/limit";
import { SIGNAL_AFTER } from "./between-threads";
import { compileAhead } from "./compile-ahead";
import { NOTEBOOKS } from "./compiled-cells";
import { Session } from "./session";

/** Each prints `go`, and would go on for ever. */
const ENDLESS: Record<string, string> = {
  "a loop at the top": `console.log("go"); while (true) { steps++; }`,
  "a loop without braces": `console.log("go"); for (;;) steps++`,
  "a do loop": `console.log("go"); do steps++; while (true);`,
  "a loop after an await": `await 0; console.log("go"); while (true) { steps++; }`,
  "a loop in a function, after an await": `const spin = () => { for (;;) steps++; };
await null; console.log("go"); spin()`,
  "a loop that awaits": `console.log("go"); while (true) { await null; steps++; }`,
  "a loop of timers that are awaited": `console.log("go");
for (;;) { await new Promise((resolve) => setTimeout(resolve, 1)); steps++; }`,
  "for await": `async function* all() { for (let n = 0; ; n++) yield n; }
console.log("go"); for await (const n of all()) steps = n;`,
  "a promise that never ends": `console.log("go"); await new Promise(() => {});`,
  "a for await that waits for ever": `
async function* none() { await new Promise(() => {}); yield 1; }
console.log("go"); for await (const n of none()) n;`,
  "a chain of timers": `
const again = () => { steps++; console.log("chain"); setTimeout(again, 1); };
console.log("go"); again(); await new Promise(() => {});`,
  "an interval": `console.log("go"); setInterval(() => console.log("tick"), 1);
await new Promise(() => {});`,
  "a chain of promises": `import { setTimeout as wait } from "node:timers/promises";
const again = (): Promise<void> => wait(1).then(() => { steps++; return again(); });
console.log("go"); await again();`,
  "a chain of promises that catches": `import { setTimeout as wait } from "node:timers/promises";
const again = (): Promise<void> =>
  wait(1).finally(() => void steps++).catch(() => again()).then(again, again);
console.log("go"); await again();`,
  "a recursion": `const slow = (n: number): number => (n < 2 ? n : slow(n - 1) + slow(n - 2));
console.log("go"); slow(100);`,
  "a recursion after an await": `function slowly(n: number): number {
  return n < 2 ? n : slowly(n - 1) + slowly(n - 2);
}
await 0; console.log("go"); slowly(100);`,
  "an async recursion": `const deep = async (n: number): Promise<number> =>
  n < 2 ? n : (await deep(n - 1)) + (await deep(n - 2));
console.log("go"); await deep(100);`,
  "a loop in a callback of the engine": `console.log("go");
[1].forEach(() => { for (;;) steps++; });`,
  "a loop in a callback, after an await": `await 0; console.log("go");
[1].map(() => { for (;;) steps++; });`,
  "a loop of the engine": `console.log("go"); /^(a+)+$/.test("a".repeat(60) + "b");`,
  "a loop in a method": `class Spinner { spin() { while (true) steps++; } }
await 0; console.log("go"); new Spinner().spin();`,
  "a generator without an end": `function* ever() { for (;;) yield 1; }
console.log("go"); for (const n of ever()) steps += n;`,
  "catching what stops it": `console.log("go");
while (true) { try { await null; steps++; } catch { steps = -1; } }`,
  "promises in parallel": `const worker = async () => { for (;;) { await null; steps++; } };
console.log("go"); await Promise.all([worker(), worker()]);`,
};

/**
 * A notebook that was told of a signal which never comes, as when node:vm loses it. That node:vm also
 * keeps such a signal for its next script, no test can show: what brings it about may end the process.
 */
const LOST = `
const { Notebook } = require("./notebook.js");
const { PLACES, SIGNALS } = require("./between-threads.js");
const flag = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
const notebook = new Notebook(process.argv[1], flag, () => {});
notebook.takeOver();
Atomics.add(flag, SIGNALS, 1);
notebook
  .answer("execute", { code: "1 + 1", execution_count: 1, interrupts: 0 })
  .then(({ status }) => process.exit(status === "ok" ? 0 : 1));`;

/** Output after some whose writing was interrupted. */
const CUT_SHORT = `
const { printTo } = require("./standard-streams.js");
const said = [];
printTo(() => { throw new Error("interrupted"); });
try { process.stdout.write("lost"); } catch {}
printTo((name, text) => said.push(text));
console.log("shown");
require("node:fs").writeSync(1, said.join());`;

/** Long enough for what goes on to show itself. */
const WATCH = `await new Promise((resolve) => setTimeout(resolve, 40));`;

const FIRST = `let steps = 0, kept = "kept"; const keeps = () => kept;`;
const WATCHING = `const seen = steps; ${WATCH} console.log(steps - seen, keeps())`;

const SUMS = `async function sums(n: number) {
  let sum = 0; for (let i = 0; i < n; i++) sum += await i; return sum;
}
setTimeout(() => console.log("go"), 1); await new Promise(() => {});`;
const SUM = "await sums(4)";

const LISTENING = `const hook = Symbol.for("dynamodb-in-examples.interrupt");
const signalOf = (globalThis as any)[hook]; const first = signalOf() as AbortSignal;
first.addEventListener("abort", () => { kept = "aborted"; });
console.log("go"); await new Promise(() => {});`;
/**
 * Busy outside of the code that a signal can stop: until the interrupt raises the flag, and then four
 * times as long as the kernel waits before it sends a signal. It listens for one. The loop is made of
 * text, because one in a cell ends when the flag is raised.
 */
const DEAF = `let signals = 0, ended = "too early"; process.on("SIGINT", () => signals++);
const { flag, epoch } = (globalThis as any)[Symbol.for("dynamodb-in-examples.program")];
const deaf = new Function("flag", "epoch", \`
  while (Atomics.load(flag, 0) === epoch) Atomics.wait(flag, 0, epoch, 1);
  return Atomics.wait(flag, 0, flag[0], ${4 * SIGNAL_AFTER});\`);
await 0; console.log("go"); ended = deaf(flag, epoch);`;
const SIGNALLED = "console.log(ended, signals)";

const HEARD = "console.log(kept, first.aborted, signalOf().aborted)";

/** Not even a signal stops it. */
const STUCK = `await 0; console.log("go"); /^(a+)+$/.test("a".repeat(60) + "b");`;
const AFTER_RESTART = "1 + 1";

// Compiled here once, not in each of the kernels.
before(() => {
  const endless = Object.values(ENDLESS).flatMap((code) => [code, WATCHING]);
  const cells = [FIRST, ...endless, SUMS, SUM, LISTENING, HEARD, DEAF, SIGNALLED];
  compileAhead([cells, [STUCK], [AFTER_RESTART]]);
});

describe("an interrupt", () => {
  let session: Session;
  before(async () => {
    session = await Session.start();
    await session.run(FIRST);
  });
  after(() => session.close());

  for (const [name, code] of Object.entries(ENDLESS)) {
    test(`${name} is stopped`, async () => {
      const { status, error, stderr } = await session.run(code, "go");
      assert.equal(status, "error");
      assert.match(error, /^Interrupted: You interrupted this cell\./);
      assert.equal(stderr, "");
      const next = await session.run(WATCHING);
      assert.deepEqual([next.stdout, next.stderr, next.error], ["0 kept\n", "", ""]);
    });
  }

  test("functions of an interrupted cell work in later cells", async () => {
    await session.run(SUMS, "go");
    assert.equal((await session.run(SUM)).result, "6");
  });

  test("requests of the library end with the interrupted cell", async () => {
    await session.run(LISTENING, "go");
    const { stdout } = await session.run(HEARD);
    assert.equal(stdout, "aborted true false\n");
  });

  test("where a signal can't stop a cell, none is sent: it could only come too late", async () => {
    await session.run(DEAF, "go");
    assert.equal((await session.run(SIGNALLED)).stdout, "timed-out 0\n");
  });
});

// Not beside the kernel above: one that is idle loads the compiler.
describe("an interrupt that something holds up", () => {
  const running = promisify(execFile);
  const inKernelsFolder = { cwd: __dirname, timeout: LIMIT };

  test("a signal that was lost doesn't hold up the next cell", async () => {
    await running(process.execPath, ["-e", LOST, NOTEBOOKS], inKernelsFolder);
  });

  test("in the middle of an output, it doesn't stop later ones", async () => {
    const { stdout } = await running(process.execPath, ["-e", CUT_SHORT], inKernelsFolder);
    assert.equal(stdout, "shown\n");
  });

  test("what can't be stopped says so", async () => {
    const stuck = await Session.start();
    await stuck.start(STUCK, "Only a restart helps", "go");
    await stuck.end("restart");
    assert.equal((await stuck.run(AFTER_RESTART)).result, "2");
    await stuck.close();
  });
});
