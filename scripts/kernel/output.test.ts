/** What cells print arrives, all of it, in its order, at its cell. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { Session } from "./session";

const wait = (milliseconds: number) =>
  `await new Promise((resolve) => setTimeout(resolve, ${milliseconds}));`;

describe("output", () => {
  let session: Session;
  before(async () => void (session = await Session.start()));
  after(() => session.close());

  test("30,000 lines of one cell, none lost", async () => {
    const { stdout } = await session.run("for (let i = 0; i < 30_000; i++) console.log(i)");
    assert.equal(stdout, Array.from({ length: 30_000 }, (_, i) => `${i}\n`).join(""));
  });

  test("lines of a cell that awaits in between", async () => {
    const code = "for (let i = 0; i < 10_000; i++) { console.log(i); await null; }";
    const { stdout } = await session.run(code);
    assert.equal(stdout, Array.from({ length: 10_000 }, (_, i) => `${i}\n`).join(""));
  });

  test("lines of many turns of the event loop", async () => {
    const turn = "await new Promise((resolve) => setImmediate(resolve));";
    const { stdout } = await session.run(
      `for (let i = 0; i < 2_000; i++) { console.log(i); ${turn} }`,
    );
    assert.equal(stdout, Array.from({ length: 2_000 }, (_, i) => `${i}\n`).join(""));
  });

  test("more than a page can bear is cut, and says how much", async () => {
    const { stdout, stderr, status } = await session.run(
      `for (let i = 0; i < 1_500; i++) process.stdout.write("x".repeat(999) + "\\n")`,
    );
    assert.equal(status, "ok");
    assert.equal(stdout.length, 1_000_000);
    assert.match(stderr, /500,000 more characters, left out/);
    assert.equal((await session.run("console.log('next')")).stdout, "next\n");
  });

  test("more results than a page can bear are cut, too", async () => {
    const { displayed, stderr } = await session.run(
      `import { display } from "tslab"; for (let i = 0; i < 2_500; i++) display.html("x")`,
    );
    assert.equal(displayed.length, 2_000);
    assert.match(stderr, /500 more results, left out/);
  });

  test("the cut never splits a character", async () => {
    const { stdout } = await session.run(`process.stdout.write("x" + "😀".repeat(600_000))`);
    assert.ok(stdout.isWellFormed() && !stdout.includes("\uFFFD"));
    assert.equal(stdout.length, 999_999);
  });

  test("many lines of one turn leave one thing to do after it, and no listener", async () => {
    const { stdout } = await session.run(`const { nextTick } = process;
const listeners = () => process.stdout.listenerCount("error");
let ticks = 0;
const before = listeners();
process.nextTick = (...all) => { ticks++; nextTick(...all); };
for (let i = 0; i < 100; i++) console.log("line");
process.nextTick = nextTick;
await null;
console.log(ticks, listeners() - before);`);
    assert.ok(stdout.endsWith("line\n1 0\n"), stdout.slice(-40));
  });

  test("each write is called back, with null", async () => {
    const { stdout } = await session.run(`let calls = 0;
const written = (error?: Error | null) => { if (error === null) calls++; };
for (let i = 0; i < 3; i++) process.stdout.write("x", written);
await new Promise((resolve) => process.stdout.write("\\n", resolve));
console.log(calls);`);
    assert.equal(stdout, "xxx\n3\n");
  });

  test("a callback that throws is called for each write, and each error is reported", async () => {
    const { stdout, stderr } = await session.run(`let thrown = 0;
const throwing = () => { throw new Error(String(++thrown)); };
for (let i = 0; i < 3; i++) process.stdout.write("x", throwing);
for (let turn = 0; turn < 9; turn++) await new Promise((resolve) => setImmediate(resolve));`);
    assert.equal(stdout, "xxx");
    assert.deepEqual(stderr.match(/^Error: .*/gm), ["Error: 1", "Error: 2", "Error: 3"]);
  });

  test("half an emoji becomes a replacement sign", async () => {
    const { stdout, result } = await session.run(`console.log("a\\uD83D|"); "b\\uDE00"`);
    assert.equal(stdout, "a\uFFFD|\n");
    assert.ok(result?.isWellFormed());
  });

  test("Buffers that are written in pieces are one text", async () => {
    const code = `const bytes = Buffer.from("grün 😀\\n");
for (const byte of bytes) process.stdout.write(Buffer.from([byte]));
process.stdout.write(new Uint8Array([97])); process.stdout.write("62", "hex");
process.stdout.write("\\n")`;
    assert.equal((await session.run(code)).stdout, "grün 😀\nab\n");
  });

  test("what a write was asked to call is called, with and without an encoding", async () => {
    const code = `await new Promise<void>((resolve) => process.stdout.write("a", () => resolve()));
await new Promise<void>((resolve) => process.stderr.write("b", "utf8", () => resolve()));
console.log("c")`;
    const { stdout, stderr } = await session.run(code);
    assert.deepEqual([stdout, stderr], ["ac\n", "b"]);
  });

  test("stdout, stderr and what is displayed keep their order", async () => {
    const code = `import { display } from "tslab";
console.log(1); console.error(2); display.html("3");
console.log(4); await null; console.error(5); 6`;
    const request = { type: "execute_request", content: { code, silent: false } };
    const [answer] = await session.exchange(request);
    const shown = (answer?.published ?? []).flatMap(([type, content]) => {
      if (type === "stream")
        return [`${String(content["name"])} ${String(content["text"]).trim()}`];
      return type === "display_data" || type === "execute_result" ? [type] : [];
    });
    const expected = [
      "stdout 1",
      "stderr 2",
      "display_data",
      "stdout 4",
      "stderr 5",
      "execute_result",
    ];
    assert.deepEqual(shown, expected);
  });

  test("late output goes to the cell that runs then", async () => {
    const first = await session.run(
      `let go = () => {}; void new Promise<void>((resolve) => { go = resolve; })
  .then(() => console.log("late")); console.log("early")`,
    );
    assert.equal(first.stdout, "early\n");
    assert.equal((await session.run(`go(); ${wait(1)}`)).stdout, "late\n");
  });

  test("what is printed in the turn of its end belongs to a cell", async () => {
    const code = `Promise.resolve().then(() => console.log("then")); setImmediate(() => 0); 0;`;
    assert.equal((await session.run(code)).stdout, "then\n");
  });

  test("a cell ends while timers are mocked", async () => {
    const code = `import { mock } from "node:test"; mock.timers.enable(); mock`;
    assert.equal((await session.run(code)).status, "ok");
    assert.equal((await session.run("mock.timers.reset(); 1 + 1")).result, "2");
  });

  test("console.clear() removes what was shown", async () => {
    const code = `console.log("gone"); console.clear(); console.log("stays")`;
    const request = { type: "execute_request", content: { code, silent: false } };
    const [answer] = await session.exchange(request);
    const shown = (answer?.published ?? []).filter(([type]) => /stream|clear/.test(type));
    assert.deepEqual(shown, [
      ["stream", { name: "stdout", text: "gone\n" }],
      ["clear_output", { wait: false }],
      ["stream", { name: "stdout", text: "stays\n" }],
    ]);
  });

  test("an unhandled rejection is reported once, with its line", async () => {
    const code = `let x = 1;\nconst lost = async () => { throw new Error("lost"); };\nvoid lost();`;
    const { stderr, status } = await session.run(`${code}\n${wait(5)}`);
    assert.equal(status, "ok");
    assert.equal(stderr.match(/^Error: lost$/gm)?.length, 1, stderr);
    assert.match(stderr, /nothing awaits it:\nError: lost\n {4}at lost \(line 2\)/);
  });

  test("an error in a timer is reported with its line, and the kernel goes on", async () => {
    const { stderr } = await session.run(
      `setTimeout(() => {\n  throw new Error("timer");\n}, 1);\n${wait(20)}`,
    );
    assert.match(stderr, /^Uncaught, in a callback:\nError: timer\n.*line 2/);
    assert.equal((await session.run("1 + 1")).result, "2");
  });

  test("colours and widths don't depend on where the kernel was started", async () => {
    const { stdout } = await session.run(
      `console.log({ a: "b" }, [1n, null], new Map([[1, "x"]]))`,
    );
    assert.equal(stdout, `{ a: 'b' } [ 1n, null ] Map(1) { 1 => 'x' }\n`);
  });
});
