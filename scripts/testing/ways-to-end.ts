/** The ways in which `npm start` ends from outside, and whether anything is left then. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os, { availableParallelism } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { signalTo } from "../processes.js";
import {
  compileCells,
  living,
  secondsToEnd,
  spawnStart,
  startAll,
  type Running,
} from "./running-start";

type Way = (running: Running) => void;

const to =
  (who: "npm" | "start" | "jupyter", signal: NodeJS.Signals): Way =>
  (running) =>
    signalTo(running[who], signal);

/**
 * Ctrl-C, and the end that leaves a process no time to do anything. `end-request.test.ts` shows that
 * the start process hears of other signals to it and to npm just as of these; those to Jupyter, which
 * Jupyter handles, are in the hard suite.
 */
export const HARD_WAYS: Record<string, Way> = {
  // A terminal signals its whole foreground group: npm and the start process.
  "Ctrl-C": ({ npm }) => signalTo(-npm, "SIGINT"),
  "SIGKILL of npm": to("npm", "SIGKILL"),
  "SIGKILL of start": to("start", "SIGKILL"),
  "SIGKILL of jupyter": to("jupyter", "SIGKILL"),
};

/** The other signals, which processes may handle. */
export const POLITE_WAYS: Record<string, Way> = Object.fromEntries(
  (["npm", "start", "jupyter"] as const).flatMap((who) =>
    (["SIGTERM", "SIGHUP"] as const).map((signal) => [`${signal} of ${who}`, to(who, signal)]),
  ),
);

/** Two for each core: each spends half of its time on waiting. */
export const WAYS_AT_ONCE = 2 * Math.max(1, Math.min(2, availableParallelism()));

/** Tests each of these ways as a part of a test. */
export async function allEndCleanly(t: TestContext, ways: Record<string, Way>): Promise<void> {
  compileCells();
  await Promise.all(
    Object.entries(ways).map(([name, end]) =>
      t.test(name, async (way) => way.diagnostic(`${await endsCleanly(end)} s`)),
    ),
  );
}

/**
 * Nothing may be left after five seconds, or on a slower machine after the time that starting all of
 * it took.
 */
async function endsCleanly(end: Way): Promise<number> {
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
