// Ends `npm start`, with a kernel and its database running, in the ways that leave it least time. The
// other signals are in `start.hard.ts`; `end-request.test.ts` shows that they are noticed.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { signalTo, startOf } from "./processes.js";
import { inProject } from "./setup/project.js";
import { until } from "./testing/until";
import { allEndCleanly, HARD_WAYS, WAYS_AT_ONCE } from "./testing/ways-to-end";

void test("nothing is left after", { concurrency: WAYS_AT_ONCE }, (t) =>
  allEndCleanly(t, HARD_WAYS),
);

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
