// Ends `npm start` in every way, with a kernel and its database running. Nothing may be left after
// five seconds, or on a slower machine after the time that starting all of it took.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os, { availableParallelism } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { signalTo, startOf } from "./processes.js";
import { inProject } from "./setup/project.js";
import { living, secondsToEnd, spawnStart, startAll, type Running } from "./testing/running-start";
import { until } from "./testing/until";

const ways: Record<string, (running: Running) => void> = {
  // A terminal signals its whole foreground group: npm and the start process.
  "Ctrl-C": ({ npm }) => signalTo(-npm, "SIGINT"),
};
for (const who of ["npm", "start", "jupyter"] as const) {
  for (const signal of ["SIGTERM", "SIGHUP", "SIGKILL"] as const) {
    ways[`${signal} of ${who}`] = (running) => signalTo(running[who], signal);
  }
}

/** Two for each core: each spends half of its time on waiting. */
const WAYS_AT_ONCE = 2 * Math.max(1, Math.min(2, availableParallelism()));

void test("nothing is left after", { concurrency: WAYS_AT_ONCE }, async (t) => {
  await Promise.all(
    Object.entries(ways).map(([name, end]) =>
      t.test(name, async (way) => way.diagnostic(`${await endsCleanly(end)} s`)),
    ),
  );
});

async function endsCleanly(end: (running: Running) => void): Promise<number> {
  const temp = mkdtempSync(path.join(os.tmpdir(), "start-test-"));
  const npm = spawnStart(temp);
  let started: Running | undefined;
  try {
    const running = (started = await startAll(npm));
    end(running);
    const seconds = await secondsToEnd(running, temp);
    assert.ok(
      seconds < Math.max(5, running.toStart),
      `it took ${seconds} s, after a start in ${running.toStart} s`,
    );
    return seconds;
  } finally {
    // Where the test has failed, they may still live.
    for (const pid of started === undefined ? [] : living(started)) signalTo(pid, "SIGKILL");
    if (npm.pid !== undefined) signalTo(-npm.pid, "SIGTERM");
    rmSync(temp, { recursive: true, force: true });
  }
}

void test("a busy kernel ends with its parent", async () => {
  const preload = inProject("build", "scripts", "kernel", "watch-parent.js");
  const busy = `console.log(process.pid); setTimeout(() => { for (;;); })`;
  const parentCode = `
    const child = require("node:child_process").spawn(process.execPath, ["--require", ${JSON.stringify(preload)}, "-e", ${JSON.stringify(busy)}],
      { detached: true, stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, JPY_PARENT_PID: String(process.pid) } });`;
  const parent = spawn(process.execPath, ["-e", parentCode], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let pid = 0;
  for await (const line of createInterface({ input: parent.stdout })) {
    pid = Number(line);
    break;
  }
  const since = startOf(pid);
  assert.ok(since);
  parent.kill("SIGKILL");
  await until("the kernel has ended", () => startOf(pid) !== since).finally(() => {
    if (startOf(pid) === since) signalTo(pid, "SIGKILL");
  });
});
