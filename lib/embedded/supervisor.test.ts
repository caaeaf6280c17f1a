import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { LIMIT } from "../../scripts/testing/limit";
import { until } from "../../scripts/testing/until";
import { findJar, findJava } from "./find-java";
import { ANSWER_LIMIT } from "../errors/limits";

// Everything that these tests start works in a temporary folder of theirs, so that leftovers can be
// seen.
const temp = mkdtempSync(path.join(tmpdir(), "supervisor test "));
after(() => rmSync(temp, { recursive: true }));

type Supervised = {
  child: ChildProcess;
  folder: string;
  note: string;
  report: Promise<{ port?: number; failed?: string }>;
  /** What Java has printed. */
  output: () => string;
};

/**
 * A supervisor whose `java` is this script; in it `$REAL` is the real one and `$NOTE` a file to write
 * to. Without a script there is no Java.
 */
function supervise(script: string, answerLimit = ANSWER_LIMIT): Supervised {
  const folder = mkdtempSync(path.join(temp, "run "));
  const bin = mkdtempSync(path.join(temp, "bin "));
  const note = path.join(bin, "note");
  if (script !== "") {
    writeFileSync(path.join(bin, "java"), `#!/bin/sh\n${script}\n`);
    chmodSync(path.join(bin, "java"), 0o755);
  }
  const env = {
    PATH: "/bin:/usr/bin",
    TMPDIR: folder,
    REAL: path.join(findJava(), "java"),
    NOTE: note,
  };
  const args = [path.join(__dirname, "supervisor.js"), findJar(), path.join(bin, "java")];
  const child = spawn(process.execPath, [...args, String(answerLimit)], {
    env,
    stdio: ["pipe", "pipe", "pipe", "pipe"],
  });
  let said = "";
  let java = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => (java += text));
  child.stdout?.setEncoding("utf8").on("data", (text: string) => (said += text));
  const report = new Promise<{ port?: number; failed?: string }>((resolve, reject) => {
    child.stdout?.on(
      "data",
      () => said.includes("\n") && resolve(JSON.parse(said) as { port?: number; failed?: string }),
    );
    child.once("close", () => reject(new Error("ended without a report")));
  });
  return { child, folder, note, report, output: () => java };
}

const closed = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once("close", resolve));

const alive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ESRCH");
    return false;
  }
};

test("a Java that ends at once, as it does on a busy port, is started again on another port; it is reported, and ends with the supervisor's standard input: no Java, no file stays", async () => {
  const { child, folder, note, report } = supervise(
    'if [ -e "$NOTE" ]; then echo $$ > "$NOTE"; exec "$REAL" "$@"; else touch "$NOTE"; exit 1; fi',
  );
  const { port } = await report;
  assert.ok(Number(port) > 0);
  const pid = Number(readFileSync(note, "utf8"));
  assert.ok(alive(pid));
  child.stdin?.destroy();
  assert.equal(await closed(child), 0);
  await until("Java is gone", () => !alive(pid));
  assert.deepEqual(readdirSync(folder), []);
});

test("a Java that never starts is given up after three attempts, and both its streams are shown", async () => {
  const { child, folder, report, output } = supervise("echo reason; echo complaint >&2; exit 3");
  const ended = closed(child);
  assert.match((await report).failed ?? "", /ended at once in 3 attempts \(status 3\)/);
  assert.equal(await ended, 1);
  assert.match(output(), /reason\ncomplaint/);
  assert.deepEqual(readdirSync(folder), []);
});

test("no Java at all is reported, not waited for", async () => {
  const { child, report } = supervise("");
  const ended = closed(child);
  assert.match((await report).failed ?? "", /\S/);
  assert.equal(await ended, 1);
});

test("it ends as well while Java is still starting", async () => {
  const { child, folder, note, report } = supervise(
    `echo $$ > "$NOTE"; exec sleep ${LIMIT / 1000}`,
  );
  report.catch(() => undefined);
  await until("Java starts", () => existsSync(note));
  child.stdin?.destroy();
  assert.equal(await closed(child), 0);
  assert.deepEqual(readdirSync(folder), []);
});

test("after SIGKILL of the supervisor neither Java nor a file stays", async () => {
  const { child, folder, note, report } = supervise('echo $$ > "$NOTE"; exec "$REAL" "$@"');
  await report;
  const pid = Number(readFileSync(note, "utf8"));
  child.once("exit", () => child.stdio[3]?.destroy());
  child.kill("SIGKILL");
  await until("Java and its files are gone", () => !alive(pid) && readdirSync(folder).length === 0);
});

test("a Java that is frozen is ended", async () => {
  const { child, folder, note, report } = supervise('echo $$ > "$NOTE"; exec "$REAL" "$@"', 1_500);
  await report;
  const pid = Number(readFileSync(note, "utf8"));
  process.kill(pid, "SIGSTOP");
  assert.equal(await closed(child), 1);
  assert.ok(!alive(pid));
  assert.deepEqual(readdirSync(folder), []);
});
