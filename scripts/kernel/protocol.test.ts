/** Jupyter's protocol, spoken with a real kernel. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { inProject, venvPython } from "../setup/project.js";
import { compileAhead } from "./compile-ahead";
import { Session, type Exchanged } from "./session";

const execute = (code: string, more: object = {}) => ({
  type: "execute_request",
  content: { code, silent: false, ...more },
});
const ask = (type: string, content: object = {}) => ({ type: `${type}_request`, content });

const typesOf = ({ published }: Exchanged) => published.map(([type]) => type);
const statusesOf = (all: Exchanged[]) => all.map(({ reply }) => reply?.["status"]);

/** What was published of one type. */
const contentsOf = ({ published }: Exchanged, wanted: string) =>
  published.filter(([type]) => type === wanted).map(([, content]) => content);

const printedBy = (answer: Exchanged) =>
  contentsOf(answer, "stream")
    .map(({ text }) => text)
    .join("");

describe("the protocol", () => {
  let session: Session;
  before(async () => void (session = await Session.start()));
  after(() => session.close());

  const one = async (request: Parameters<Session["exchange"]>[0]): Promise<Exchanged> =>
    (await session.exchange(request))[0] ?? assert.fail("There is no answer.");

  test("an error: the reply and an output say its name, its message and its lines", async () => {
    const answer = await one(execute(`const a = 1;\nthrow new TypeError("planted");`));
    const { ename, evalue, traceback, status, execution_count } = answer.reply ?? {};
    assert.deepEqual([status, ename, evalue], ["error", "TypeError", "planted"]);
    assert.deepEqual(traceback, [
      "TypeError: planted",
      `    at line 2: throw new TypeError("planted");`,
    ]);
    assert.equal(typeof execution_count, "number");
    assert.deepEqual(typesOf(answer), ["status", "execute_input", "error", "status"]);
    assert.deepEqual(contentsOf(answer, "error"), [{ ename, evalue, traceback }]);
  });

  test("a type error and a syntax error are errors, too", async () => {
    for (const code of [`const n: number = "x";`, "let = ;"]) {
      const answer = await one(execute(code));
      assert.equal(answer.reply?.["status"], "error");
      assert.equal(contentsOf(answer, "error").length, 1);
    }
  });

  test("cells after an error are aborted, and run when they are sent again", async () => {
    const first = execute(`console.log("go"); await new Promise(() => {});`);
    const cells = [execute("1"), execute("2")];
    const all = await session.exchange(first, ...cells, ask("kernel_info"), ask("comm_info"), {
      interrupt: true,
      when: "go",
    });
    assert.deepEqual(statusesOf(all), ["error", "aborted", "aborted", "ok", "ok"]);
    assert.deepEqual(all.slice(1, 3).map(typesOf), [
      ["status", "status"],
      ["status", "status"],
    ]);
    assert.deepEqual(statusesOf(await session.exchange(...cells)), ["ok", "ok"]);
  });

  test("with stop_on_error: false they run", async () => {
    const failing = execute("await null; throw new Error('first')", { stop_on_error: false });
    const all = await session.exchange(failing, execute("1"), execute("2"));
    assert.deepEqual(statusesOf(all), ["error", "ok", "ok"]);
  });

  test("the result of the last expression", async () => {
    const answer = await one(execute("const list = [1]; list"));
    const [result] = contentsOf(answer, "execute_result");
    assert.deepEqual(result?.["data"], { "text/plain": "[ 1 ]" });
    assert.equal(result?.["execution_count"], answer.reply?.["execution_count"]);
    for (const code of ["undefined", "const b = 1", "list.forEach(() => 1)", "if (true) 5"])
      assert.deepEqual(contentsOf(await one(execute(code)), "execute_result"), []);
  });

  test("is_complete", async () => {
    const expected: [string, object][] = [
      ["1 + 1", { status: "complete" }],
      ["`a${", { status: "incomplete", indent: "  " }],
      ["`a", { status: "incomplete", indent: "" }],
      ["function f() {", { status: "incomplete", indent: "  " }],
      ["  if (a) {", { status: "incomplete", indent: "    " }],
      ["/* a", { status: "incomplete", indent: "" }],
      ["let 1a", { status: "invalid" }],
      [")", { status: "invalid" }],
      ["", { status: "complete" }],
    ];
    for (const [code, reply] of expected)
      assert.deepEqual((await one(ask("is_complete", { code }))).reply, reply, code);
  });

  test("history: the tail, a range, and a search", async () => {
    await session.exchange(execute("'h1'"), execute("'h2'"), execute("'h2'"), execute("3 + 4"));
    const history = async (content: object) => {
      const { reply } = await one(ask("history", { raw: true, output: false, ...content }));
      return reply?.["history"] as [number, number, unknown][];
    };
    const tail = await history({ hist_access_type: "tail", n: 4 });
    assert.deepEqual(
      tail.map(([, , code]) => code),
      ["'h1'", "'h2'", "'h2'", "3 + 4"],
    );
    const [, first = 0] = tail[0] ?? [];
    const range = { hist_access_type: "range", session: 0, start: first, stop: first + 2 };
    assert.deepEqual(await history(range), tail.slice(0, 2));
    const withOutput = await history({ hist_access_type: "tail", n: 1, output: true });
    assert.deepEqual(
      withOutput.map(([, , both]) => both),
      [["3 + 4", "7"]],
    );
    const search = { hist_access_type: "search", pattern: "'h?'" };
    assert.equal((await history(search)).length, 3);
    assert.equal((await history({ ...search, unique: true })).length, 2);
    assert.equal((await history({ ...search, n: 1 })).length, 1);
    assert.deepEqual(
      await history({ hist_access_type: "search", pattern: "*(*" }),
      await history({
        hist_access_type: "search",
        pattern: "*(*",
        n: 1_000,
      }),
    );
  });

  test("comm_info, an unknown request, and a comm that nothing opens", async () => {
    const [comms, unknown, comm] = await session.exchange(ask("comm_info"), ask("nonsense"), {
      type: "comm_open",
      content: { comm_id: "c1", target_name: "none", data: {} },
    });
    assert.deepEqual(comms?.reply, { status: "ok", comms: {} });
    assert.equal(unknown?.reply?.["status"], "error");
    assert.match(String(unknown?.reply?.["evalue"]), /nonsense_request/);
    assert.deepEqual(comm && contentsOf(comm, "comm_close"), [{ comm_id: "c1", data: {} }]);
  });

  test("silent cells run, and show neither their code nor a result", async () => {
    const [before] = await session.exchange(execute("0"));
    const silent = await one(execute("globalThis.name = 'silent'; 5", { silent: true }));
    assert.deepEqual(typesOf(silent), ["status", "status"]);
    const [after] = await session.exchange(execute("0"));
    const count = (answer?: Exchanged) => Number(answer?.reply?.["execution_count"]);
    assert.equal(count(after), count(before) + 1);
  });

  test("a function keeps its lines although a silent cell came later", async () => {
    await one(execute("\n\nfunction third() { throw new Error('3'); }"));
    await one(execute("0;", { silent: true }));
    const { reply } = await one(execute("third()"));
    assert.match(String(reply?.["traceback"]), /at third \(cell \[\d+\], line 3\)/);
  });

  for (const [why, exit, message] of [
    ["an invalid code", "process.exit('failed')", /The "code" argument/],
    [
      "a listener that throws",
      "process.once('exit', () => { throw new Error('not yet'); }); process.exit()",
      /not yet/,
    ],
  ] as const)
    test(`process.exit() with ${why} fails, and the kernel goes on`, async () => {
      const { reply } = await one(execute(`const kept = 6; ${exit}`));
      assert.match(String(reply?.["evalue"]), message);
      const later = "await new Promise<void>((resolve) => process.nextTick(resolve)); kept + 1";
      assert.equal((await session.run(later)).result, "7");
    });

  test("user expressions", async () => {
    const asked = { user_expressions: { sum: "1 + base", wrong: "nowhere", fails: "thrower()" } };
    const code = "let base = 1; const thrower = () => { throw new RangeError('no'); };";
    const { reply } = await one(execute(code, asked));
    const values = reply?.["user_expressions"] as Record<string, Record<string, unknown>>;
    assert.deepEqual(values["sum"], { status: "ok", data: { "text/plain": "2" }, metadata: {} });
    assert.equal(values["wrong"]?.["status"], "error");
    assert.equal(values["fails"]?.["ename"], "RangeError");
  });

  test("while a cell runs: kernel_info on the control channel, and the heartbeat", async () => {
    const busy = `console.log("busy"); while (true) {}`;
    const info = { ...ask("kernel_info"), channel: "control" as const, when: "busy" };
    const queued = { ...ask("kernel_info"), when: "busy" };
    const beat = { heartbeat: true as const, when: "busy" };
    const end = { interrupt: true as const };
    const all = await session.exchange(execute(busy), info, queued, beat, end);
    assert.deepEqual(statusesOf(all), ["error", "ok", "ok"]);
    assert.deepEqual(
      all.map(({ place }) => place),
      [2, 1, 3],
    );
  });

  test("a completion doesn't take the output of a cell's timer", async () => {
    const [cell, completion, next] = await session.exchange(
      execute("setTimeout(() => console.log('from the timer'), 1); console.log('set')"),
      ask("complete", { code: "Mat", cursor_pos: 3 }),
      execute("await new Promise((resolve) => setTimeout(resolve, 10))"),
    );
    assert.deepEqual(typesOf(completion ?? assert.fail()), ["status", "status"]);
    assert.match(
      printedBy(cell ?? assert.fail()) + printedBy(next ?? assert.fail()),
      /from the timer/,
    );
  });

  test("restarted, it is as new", async () => {
    await session.run("let remembered = 1;");
    await session.end("restart");
    const answer = await session.run("remembered");
    assert.match(answer.error, /Cannot find name 'remembered'/);
  });
});

describe("the end of a kernel", { concurrency: 2 }, () => {
  const folder = mkdtempSync(path.join(inProject("build"), "end-of-kernel-"));
  after(() => rmSync(folder, { recursive: true }));

  const endless = `console.log("endless"); while (true);`;
  const asynchronous = `await null; console.log("endless"); [1].forEach(() => { for (;;); });`;

  const exits = [
    'console.log("last words"); process.exit(3)',
    'console.log("last words"); await null; setTimeout(() => process.exit(), 1)',
    'process.on("exit", () => console.log("last words")); process.exit()',
  ];
  // Otherwise each of the kernels loads the compiler.
  const afterRestart = "1 + 1";
  const all = [endless, asynchronous, ...exits, afterRestart];
  before(() => compileAhead(all.map((cell) => [cell])));

  for (const code of [endless, asynchronous]) {
    test(`it ends when it is told to, in ${code}`, async () => {
      const session = await Session.start();
      await session.start(code, "endless");
      const request = { ...ask("shutdown", { restart: false }), channel: "control" as const };
      // Not by the signals that a manager sends to a kernel that doesn't end.
      assert.deepEqual(statusesOf(await session.exchange(request)), ["ok"]);
      await session.end("leave");
      await session.close();
      assert.equal(session.noise, "");
    });
  }

  test("a restart in an endless loop, with a long path for temporary files", async () => {
    const TMPDIR = path.join(folder, "longer than the path of a socket may be".repeat(3));
    mkdirSync(TMPDIR);
    const session = await Session.start({ ...process.env, TMPDIR });
    await session.start(endless, "endless");
    await session.end("restart");
    assert.equal((await session.run(afterRestart)).result, "2");
    await session.close();
    assert.equal(session.noise, "");
  });

  for (const exit of exits) {
    test(`${exit} ends the kernel without a sound, after its output`, async () => {
      const session = await Session.start();
      await session.start(exit, "last words");
      await session.end("leave");
      await session.close();
      assert.equal(session.noise, "");
    });
  }
});

describe("programs that run notebooks", () => {
  const folder = mkdtempSync(path.join(inProject("build"), "programs "));
  after(() => rmSync(folder, { recursive: true }));

  test("nbconvert --execute sees a cell that fails", async () => {
    const cell = (id: string, source: string) => ({
      ...{ cell_type: "code", id, source, metadata: {}, outputs: [], execution_count: null },
    });
    const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
    const cells = [cell("good", "1 + 1"), cell("bad", "throw new RangeError('planted')")];
    const notebook = { cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
    const file = path.join(folder, "failing.ipynb");
    writeFileSync(file, JSON.stringify(notebook));
    compileAhead([cells.map(({ source }) => source)], folder);
    const args = ["--execute", "--to", "notebook", "--output", "out", file];
    const { status, stderr } = await python(["convert.py", ...args]);
    assert.equal(status, 1, stderr);
    assert.match(stderr, /RangeError: planted/);
  });

  test("npm run repl: its start, a result, and its end", async () => {
    const { status, stdout, stderr } = await python(["console.py"]);
    assert.equal(status, 0, stderr);
    const [first = ""] = stdout.split("In [1]:");
    // Tests beside this one set up, too.
    const start = first.replace(/^Another set-up is running.*\s+/, "");
    assert.match(start, /^Jupyter console [\d.]+\s+TypeScript [\d.]+, Node [\d.]+\s*$/);
    assert.match(stdout, /Out\[1\]: 2/);
    assert.doesNotMatch(stdout, /unknown|warn|error|traceback/i);
  });
});

/** Runs a Python script of this folder. */
function python([script = "", ...args]: string[]): Promise<{
  status: unknown;
  stdout: string;
  stderr: string;
}> {
  const options = { cwd: inProject(), env: { ...process.env, TERM: "dumb" } };
  return new Promise((resolve) => {
    const file = inProject("scripts", "kernel", script);
    execFile(venvPython, [file, ...args], options, (error, stdout, stderr) => {
      resolve({ status: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}
