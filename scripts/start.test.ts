// Ends `npm start` in every way, with a kernel and its database running. Nothing may be left after
// five seconds, or on a slower machine after the time that starting all of it took.
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os, { availableParallelism } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { promisify } from "node:util";
import { npmCommand } from "./setup/npm-packages.js";
import { inProject, root, stateFolder, venvPython } from "./setup/project.js";
import { signalTo, startOf } from "./processes.js";
import { until } from "./testing/until";

const connectCell = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels()
answer = client.execute('import { connect } from "../lib"; const db = await connect();', reply=True, timeout=None)
client.stop_channels()
assert answer["content"]["status"] == "ok", answer`;

interface Running {
  readonly npm: number;
  readonly start: number;
  readonly jupyter: number;
  /** All of them with their start times, the kernel, its supervisor and Java included. */
  readonly all: Map<number, string>;
  /** The seconds until all of it ran: a measure of how fast this machine is now. */
  readonly toStart: number;
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function processes(): Process[] {
  const listed = spawnSync("ps", ["-A", "-ww", "-o", "pid=,ppid=,args="], {
    encoding: "utf8",
    maxBuffer: 1e8,
  }).stdout;
  return listed.split("\n").flatMap((line) => {
    const [, pid, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return pid && parent && command ? [{ pid: Number(pid), parent: Number(parent), command }] : [];
  });
}

function descendants(pid: number, all: Process[]): Process[] {
  return all
    .filter(({ parent }) => parent === pid)
    .flatMap((child) => [child, ...descendants(child.pid, all)]);
}

function findByCommand(tree: Process[], part: string): number {
  const found = tree.find(({ command }) => command.includes(part));
  assert.ok(
    found,
    `no process with "${part}" among:\n${tree.map(({ command }) => command).join("\n")}`,
  );
  return found.pid;
}

async function startAll(npm: ChildProcess): Promise<Running> {
  assert.ok(npm.pid && npm.stdout);
  const begun = Date.now();
  const address = new URL(await addressFrom(npm.stdout));
  const tree = () => descendants(npm.pid ?? 0, processes());
  const start = findByCommand(tree(), "scripts/run.js start");
  await startDatabase(address, path.join(stateFolder, "runtime", String(start)));
  const members = [npm.pid, ...tree().map(({ pid }) => pid)];
  findByCommand(tree(), "DynamoDBLocal");
  const all = new Map(
    members.flatMap((pid) => {
      const since = startOf(pid);
      return since === undefined ? [] : [[pid, since] as const];
    }),
  );
  const jupyter = findByCommand(tree(), "watched.py");
  return { npm: npm.pid, start, jupyter, all, toStart: (Date.now() - begun) / 1000 };
}

async function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    if (line.startsWith("http://127.0.0.1:")) return line;
  }
  throw new Error("npm start ended without an address");
}

/** In milliseconds. */
const ANOTHER_KERNEL_AFTER = 20_000;

/**
 * Starts a kernel and in it the database. Jupyter chooses a kernel's ports before the kernel takes
 * them, so with several Jupyters at once another may be quicker; such a kernel never answers. So
 * more kernels are started from time to time, until one of them answers.
 */
function startDatabase(address: URL, runtimeFolder: string): Promise<void> {
  const stop = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const attempt = () =>
      void connectInKernel(address, runtimeFolder, stop.signal).then(resolve, reject);
    const timer = setInterval(attempt, ANOTHER_KERNEL_AFTER);
    stop.signal.addEventListener("abort", () => clearInterval(timer));
    attempt();
  }).finally(() => stop.abort());
}

/** Starts a kernel and connects in it; `signal` ends the waiting for its answer. */
async function connectInKernel(
  address: URL,
  runtimeFolder: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = await fetch(new URL("/api/kernels", address), {
    method: "POST",
    headers: { Authorization: `token ${address.searchParams.get("token")}` },
    body: JSON.stringify({ name: "tslab", path: "notebooks/00-contents.ipynb" }),
  });
  assert.equal(answer.status, 201);
  const { id } = (await answer.json()) as { id: string };
  const connectionFile = path.join(runtimeFolder, `kernel-${id}.json`);
  await promisify(execFile)(venvPython, ["-c", connectCell, connectionFile], { signal });
}

function living({ all }: Running): number[] {
  return [...all].filter(([pid, since]) => startOf(pid) === since).map(([pid]) => pid);
}

/** The seconds until nothing was left, neither a process nor a file in the temporary folder. */
async function secondsToEnd(running: Running, temp: string): Promise<number> {
  const begun = Date.now();
  await until(
    "everything has ended",
    () => living(running).length === 0 && readdirSync(temp).length === 0,
  );
  return (Date.now() - begun) / 1000;
}

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
  // As set-up runs npm, so that it ends when this test is killed.
  const { program, args, env } = npmCommand();
  const npm = spawn(program, [...args, "start", "--", "--no-browser"], {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
    // From Node 22 on npm keeps a cache of its own compiled code in the temporary folder: not ours to judge.
    env: {
      ...env,
      TMPDIR: temp,
      NODE_DISABLE_COMPILE_CACHE: "1",
    },
  });
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
