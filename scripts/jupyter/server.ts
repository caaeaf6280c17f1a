// One JupyterLab: start it, wait until it serves, end it.
import { spawn, type ChildProcess } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { inProject, root, venvPython, watchedPython } from "../setup/project.js";
import { signalTo } from "../processes.js";
import { readStamp } from "../setup/stamps.js";
import { jupyterEnvironment } from "./environment.js";

/** Time for an orderly end; what follows must still fit into five seconds. */
const grace = 3000;
const lookEvery = 100;
const logLines = 20;

export interface Jupyter {
  /** Its exit status, or the signal that ended it; settles when it has ended. */
  readonly ended: Promise<number | NodeJS.Signals>;
  /** The last lines it logged. */
  log(): string[];
  /** Whether it ended because another program took its port meanwhile. */
  portWasTaken(): boolean;
  /**
   * The address of the contents page, with its token, once the server answers; "ended" if it never
   * will, "silent" if it hasn't within two minutes.
   */
  address(): Promise<string>;
  end(): Promise<void>;
}

export function startJupyter(runtimeFolder: string, browser: boolean): Jupyter {
  const logFile = path.join(runtimeFolder, "jupyter.log");
  const child = spawnJupyter(runtimeFolder, logFile, browser);
  const ended = new Promise<number | NodeJS.Signals>((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status, signal) => resolve(signal ?? status ?? 1));
  });
  const log = () => readFileSync(logFile, "utf8").trimEnd().split("\n").slice(-logLines);
  const portWasTaken = () =>
    log().some((line) => line.includes("no available port could be found"));
  return {
    ended,
    log,
    portWasTaken,
    address: () => serving(child, runtimeFolder),
    end: () => endJupyter(child, ended),
  };
}

function spawnJupyter(runtimeFolder: string, logFile: string, browser: boolean): ChildProcess {
  // A file and not a pipe: if this process is killed, Jupyter can still write and so end in order.
  const log = openSync(logFile, "w");
  const args = [
    watchedPython,
    String(process.pid),
    "jupyterlab",
    `--config=${inProject("scripts", "jupyter", "jupyter_server_config.py")}`,
    `--ServerApp.root_dir=${root}`,
    `--ServerApp.open_browser=${browser ? "True" : "False"}`,
  ];
  // In a session of its own: Ctrl-C reaches only us, so Jupyter doesn't ask its question.
  const child = spawn(venvPython, args, {
    cwd: root,
    env: jupyterEnvironment(runtimeFolder),
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  return child;
}

/** In milliseconds. It usually takes two seconds. */
const SERVE_LIMIT = 120_000;

/** Waits until a server with this process answers; see `Jupyter.address`. */
export async function serving(
  child: ChildProcess,
  runtimeFolder: string,
  limit = SERVE_LIMIT,
): Promise<string> {
  const end = performance.now() + limit;
  const infoFile = path.join(runtimeFolder, `jpserver-${child.pid}.json`);
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) return "ended";
    const rest = end - performance.now();
    if (rest <= 0) return "silent";
    const info = readStamp(infoFile);
    if (info && (await answers(`${info["url"]}api/status`, String(info["token"]), rest))) {
      return `${info["url"]}lab/tree/notebooks/00-contents.ipynb?token=${info["token"]}`;
    }
    await wait(lookEvery);
  }
}

async function answers(address: string, token: string, limit: number): Promise<boolean> {
  try {
    const answer = await fetch(address, {
      headers: { Authorization: `token ${token}` },
      signal: AbortSignal.timeout(Math.ceil(limit)),
    });
    return answer.ok;
  } catch (error) {
    // fetch rejects with a TypeError as long as nothing listens.
    if (error instanceof TypeError || (error as Error).name === "TimeoutError") return false;
    throw error;
  }
}

async function endJupyter(child: ChildProcess, ended: Promise<unknown>): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const group = -child.pid;
  signalTo(child.pid, "SIGTERM");
  const hardEnd = setTimeout(() => signalTo(group, "SIGKILL"), grace);
  await ended;
  clearTimeout(hardEnd);
}
