// `npm start` in a copy of the project with an odd path: killed at ten moments and run again, two at
// once, with its ports taken, in odd surroundings; Jupyter killed twenty times; and here, all of it
// ended by signals that processes may handle.
import { execFileSync, spawnSync, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as pause } from "node:timers/promises";
import { signalTo } from "./processes.js";
import { root } from "./setup/project.js";
import { living, secondsToEnd, spawnStart, startAll, type Running } from "./testing/running-start";
import { until } from "./testing/until";
import { withVariables } from "./testing/variables";
import { allEndCleanly, POLITE_WAYS, WAYS_AT_ONCE } from "./testing/ways-to-end";

const temp = mkdtempSync(path.join(os.tmpdir(), "start-hard-"));
const project = path.join(temp, `a:b 'c" 🦊 é`);
const notCopied = [".git", "site", "build", ".jupyter"];

before(() => {
  mkdirSync(project);
  for (const name of readdirSync(root).filter((name) => !notCopied.includes(name)))
    execFileSync("cp", ["-a", path.join(root, name), project]);
});
after(() => rmSync(temp, { recursive: true, force: true, maxRetries: 5 }));

const newFolder = () => mkdtempSync(path.join(temp, "tmp-"));

function killGroup(npm: ChildProcess, signal: NodeJS.Signals): void {
  if (npm.pid !== undefined) signalTo(-npm.pid, signal);
}

/** Starts everything, a database included, and ends it. */
async function startsAndEnds(folder = newFolder()): Promise<void> {
  const npm = spawnStart(folder, project);
  let running: Running | undefined;
  try {
    running = await startAll(npm, project);
    killGroup(npm, "SIGINT");
    await secondsToEnd(running, folder);
  } finally {
    for (const pid of running === undefined ? [] : living(running)) signalTo(pid, "SIGKILL");
    killGroup(npm, "SIGKILL");
  }
}

/** What runs from the copy. */
const left = () =>
  execFileSync("ps", ["-A", "-ww", "-o", "pid=,args="], { encoding: "utf8", maxBuffer: 1e8 })
    .split("\n")
    .filter((line) => line.includes(project));

const nothingIsLeft = () => until("nothing of it runs", () => left().length === 0);

const MOMENTS = 10;

test("killed at ten moments of set-up and start, and run again", async () => {
  const undo = () => {
    for (const name of ["build", ".jupyter"])
      rmSync(path.join(project, name), { recursive: true, force: true, maxRetries: 5 });
  };
  const begun = performance.now();
  await startsAndEnds();
  const whole = performance.now() - begun;
  for (let moment = 0; moment < MOMENTS; moment++) {
    undo();
    const npm = spawnStart(newFolder(), project);
    // The moment itself is what is tried.
    await pause((whole * (moment + 0.5)) / MOMENTS);
    killGroup(npm, "SIGKILL");
    await nothingIsLeft();
    await startsAndEnds();
  }
});

test("two at once, both with set-up", async () => {
  rmSync(path.join(project, "build"), { recursive: true, force: true });
  await Promise.all([startsAndEnds(), startsAndEnds()]);
  await nothingIsLeft();
});

/** Takes a port, if it is free. */
async function take(port: number): Promise<() => void> {
  const server = createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve).once("error", resolve));
  return () => server.close();
}

test("with the usual ports of Jupyter taken", async () => {
  const ports = Array.from({ length: 20 }, (_, index) => 8888 + index);
  const taken = await Promise.all([...ports, 8000].map(take));
  try {
    await startsAndEnds();
  } finally {
    for (const release of taken) release();
  }
});

describe("in surroundings", () => {
  const rows: Record<string, Record<string, string>> = {
    "with a home that is no folder": { HOME: "/dev/null" },
    "without a home": { HOME: "" },
    "with proxies": {
      http_proxy: "http://127.0.0.1:1",
      https_proxy: "http://127.0.0.1:1",
      HTTP_PROXY: "http://127.0.0.1:1",
      ALL_PROXY: "socks5://127.0.0.1:1",
    },
    "with locale C": { LC_ALL: "C", LANG: "C" },
    "with settings of Java": { JAVA_TOOL_OPTIONS: "-agentlib:missing", JAVA_HOME: "/missing" },
    "with settings for AWS": { AWS_USE_FIPS_ENDPOINT: "true", AWS_PROFILE: "ghost" },
  };
  for (const [name, variables] of Object.entries(rows))
    test(name, () => withVariables(variables, () => startsAndEnds()));

  test("with a home that is read-only", async (t) => {
    const home = newFolder();
    const mount = ["-t", "tmpfs", "-o", "ro", "tmpfs", home];
    if (spawnSync("mount", mount).status !== 0)
      return t.skip("this user can't mount a file system");
    try {
      await withVariables({ HOME: home }, () => startsAndEnds());
    } finally {
      execFileSync("umount", [home]);
    }
  });

  test("with umask 077", async () => {
    const mask = process.umask(0o077);
    try {
      await startsAndEnds();
    } finally {
      process.umask(mask);
    }
  });
});

const ROUNDS = 20;

test(`nothing stays after SIGKILL of Jupyter, ${ROUNDS} rounds`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const folder = newFolder();
    const npm = spawnStart(folder, project);
    try {
      const running = await startAll(npm, project);
      signalTo(running.jupyter, "SIGKILL");
      await secondsToEnd(running, folder);
    } finally {
      killGroup(npm, "SIGKILL");
    }
  }
  await nothingIsLeft();
});

void test("nothing is left after", { concurrency: WAYS_AT_ONCE }, (t) =>
  allEndCleanly(t, POLITE_WAYS),
);
