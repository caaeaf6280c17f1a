/** Starts `npm start` with a kernel and its database, and tells what of it still runs. */
import assert from "node:assert/strict";
import { execFile, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { compileAhead } from "../kernel/compile-ahead";
import { startOf } from "../processes.js";
import { npmCommand } from "../setup/npm-packages.js";
import { root } from "../setup/project.js";
import { DATABASE } from "./leftovers";
import { until } from "./until";

/**
 * Starts the database, and then keeps the kernel busy. An idle kernel would load the compiler after a
 * second.
 */
const CELLS = [
  `import { connect } from "../lib"; const db = await connect();`,
  `await new Promise(() => undefined);`,
] as const;

const runCells = `
import sys
from jupyter_client import BlockingKernelClient
client = BlockingKernelClient(connection_file=sys.argv[1])
client.load_connection_file()
client.start_channels()
answer = client.execute(sys.argv[2], reply=True, timeout=None)
client.execute(sys.argv[3])
client.stop_channels()
assert answer["content"]["status"] == "ok", answer`;

export interface Running {
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

function findByCommand(tree: Process[], command: RegExp): number {
  const found = tree.find((one) => command.test(one.command));
  assert.ok(found, `no process ${command} among:\n${tree.map((one) => one.command).join("\n")}`);
  return found.pid;
}

/** Compiles the cells for all kernels, which would each load the compiler. */
export const compileCells = (): void => compileAhead([CELLS]);

/** Waits for the address of `npm start`, and starts a kernel and in it a database. */
export async function startAll(npm: ChildProcess, project = root): Promise<Running> {
  assert.ok(npm.pid && npm.stdout);
  const begun = Date.now();
  const address = new URL(await addressFrom(npm.stdout));
  const tree = () => descendants(npm.pid ?? 0, processes());
  const start = findByCommand(tree(), /scripts\/run\.js start/);
  await startDatabase(address, project, start);
  const whole = tree();
  const members = [npm.pid, ...whole.map(({ pid }) => pid)];
  findByCommand(whole, DATABASE);
  const all = new Map(
    members.flatMap((pid) => {
      const since = startOf(pid);
      return since === undefined ? [] : [[pid, since] as const];
    }),
  );
  const jupyter = findByCommand(whole, /watched\.py/);
  return { npm: npm.pid, start, jupyter, all, toStart: (Date.now() - begun) / 1000 };
}

/** Reads what `npm start` prints up to its address. */
export async function addressFrom(output: NodeJS.ReadableStream): Promise<string> {
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
function startDatabase(address: URL, project: string, start: number): Promise<void> {
  const stop = new AbortController();
  return new Promise<void>((resolve, reject) => {
    const attempt = () =>
      void connectInKernel(address, project, start, stop.signal).then(resolve, reject);
    const timer = setInterval(attempt, ANOTHER_KERNEL_AFTER);
    stop.signal.addEventListener("abort", () => clearInterval(timer));
    attempt();
  }).finally(() => stop.abort());
}

/** Starts a kernel and connects in it; `signal` ends the waiting for its answer. */
async function connectInKernel(
  address: URL,
  project: string,
  start: number,
  signal: AbortSignal,
): Promise<void> {
  const answer = await fetch(new URL("/api/kernels", address), {
    method: "POST",
    headers: {
      Authorization: `token ${address.searchParams.get("token")}`,
      // A kept connection may be one to an earlier Jupyter at the same port, which has ended.
      Connection: "close",
    },
    body: JSON.stringify({ name: "tslab", path: "notebooks/00-contents.ipynb" }),
  });
  assert.equal(answer.status, 201);
  const { id } = (await answer.json()) as { id: string };
  const runtimeFolder = path.join(project, ".jupyter", "runtime", String(start));
  const connectionFile = path.join(runtimeFolder, `kernel-${id}.json`);
  const python = path.join(project, ".venv", "bin", "python");
  await promisify(execFile)(python, ["-c", runCells, connectionFile, ...CELLS], { signal });
}

/** The processes that still run. */
export function living({ all }: Running): number[] {
  return [...all].filter(([pid, since]) => startOf(pid) === since).map(([pid]) => pid);
}

/** The seconds until nothing was left, neither a process nor a file in the temporary folder. */
export async function secondsToEnd(running: Running, temp: string): Promise<number> {
  const begun = Date.now();
  await until(
    "everything has ended",
    () => living(running).length === 0 && readdirSync(temp).length === 0,
  );
  return (Date.now() - begun) / 1000;
}

/** Spawns `npm start`, with a folder of its own for temporary files. */
export function spawnStart(temp: string, project = root): ChildProcess {
  // As set-up runs npm, so that it ends when this test is killed.
  const { program, args, env } = npmCommand();
  return spawn(program, [...args, "start", "--", "--no-browser"], {
    cwd: project,
    detached: true,
    stdio: ["ignore", "pipe", "ignore"],
    // From Node 22 on npm keeps a cache of its own compiled code in the temporary folder: not ours to judge.
    env: { ...env, TMPDIR: temp, NODE_DISABLE_COMPILE_CACHE: "1" },
  });
}
