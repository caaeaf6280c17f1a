"use strict";
// The programs that set-up runs: hidden unless they fail, each in a process group of its own, and none outlives set-up.
const { spawn } = require("node:child_process");
const { noteProgram } = require("./lock.js");
const { root } = require("./project.js");
const { signalTo } = require("./processes.js");
const { SetupError } = require("./setup-error.js");

const linesToShow = 20;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end. Its output is read line by line and not shown.
 * @param {object} what
 * @param {string} what.program
 * @param {string[]} what.args
 * @param {string} what.onFailure the sentence to print when it fails
 * @param {NodeJS.ProcessEnv} [what.env]
 * @param {(line: string) => void} [what.onLine]
 * @param {(lines: string[]) => string[]} [what.pick] chooses what of the output to show
 * @returns {Promise<void>}
 */
function run({ program, args, onFailure, env = process.env, onLine, pick = (lines) => lines }) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    running.add(child);
    const ended = child.pid === undefined ? () => undefined : noteProgram(child.pid);
    /** @type {string[]} */
    const lines = [];
    const take = (/** @type {string} */ line) => {
      lines.push(line);
      if (lines.length > 2000) lines.splice(0, 1000);
      onLine?.(line);
    };
    readLines(child.stdout, take);
    readLines(child.stderr, take);
    const fail = () => reject(new SetupError(onFailure, pick(lines).slice(-linesToShow)));
    child.on("error", (error) => {
      running.delete(child);
      lines.push(error.message);
      fail();
    });
    child.on("close", (status) => {
      running.delete(child);
      ended();
      if (status === 0) resolve();
      else fail();
    });
  });
}

/**
 * @param {import("node:stream").Readable} stream
 * @param {(line: string) => void} take
 */
function readLines(stream, take) {
  let rest = "";
  stream.setEncoding("utf8");
  stream.on("data", (/** @type {string} */ chunk) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(take);
  });
  stream.on("end", () => {
    if (rest) take(rest);
  });
}

/** Ends every program that still runs, with all that it started. */
function endAll() {
  for (const child of running) {
    if (child.pid !== undefined) signalTo(-child.pid, "SIGKILL");
  }
}

/** Ends every program that still runs and waits until they are gone. */
async function endAllAndWait() {
  const gone = [...running].map((child) => new Promise((resolve) => child.once("close", resolve)));
  endAll();
  await Promise.all(gone);
}

module.exports = { run, endAll, endAllAndWait };
