// What a process that npm runs hears of its end. `start.test.ts` ends all of `npm start`.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { signalTo, startOf } from "./processes.js";
import { npmCommand } from "./setup/npm-packages.js";
import { inProject } from "./setup/project.js";
import { until } from "./testing/until";

const LISTENER = `
  require(${JSON.stringify(inProject("scripts", "end-request.js"))}).onEndRequest((cause) => {
    console.log(cause);
    process.exit();
  });
  setInterval(() => {}, 1000);
  console.log(process.pid);`;

type Processes = { npm: number; script: number };

/** Each end from outside, and what the script is told. */
const ENDS: readonly (readonly [who: keyof Processes, signal: NodeJS.Signals, cause: string])[] = [
  ["script", "SIGINT", "SIGINT"],
  ["script", "SIGTERM", "SIGTERM"],
  ["script", "SIGHUP", "SIGHUP"],
  ["npm", "SIGTERM", "SIGTERM"],
  ["npm", "SIGHUP", "npm ended"],
  ["npm", "SIGKILL", "npm ended"],
];

for (const [who, signal, cause] of ENDS)
  test(`after ${signal} of ${who}, the script is told: ${cause}`, async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), "end-request-"));
    const scripts = { wait: "exec node wait.js" };
    writeFileSync(path.join(folder, "package.json"), JSON.stringify({ scripts }));
    writeFileSync(path.join(folder, "wait.js"), LISTENER);
    const { program, args, env } = npmCommand();
    const npm = spawn(program, [...args, "run", "--silent", "wait"], {
      cwd: folder,
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    try {
      const lines = createInterface(npm.stdout);
      const [pid] = (await once(lines, "line")) as [string];
      const script = Number(pid);
      const told = once(lines, "line");
      signalTo({ npm: npm.pid ?? 0, script }[who], signal);
      assert.deepEqual(await told, [cause]);
      await until("the script has ended", () => startOf(script) === undefined);
    } finally {
      npm.kill("SIGKILL");
      rmSync(folder, { recursive: true });
    }
  });
