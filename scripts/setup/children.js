"use strict";
// The programs that set-up runs: hidden unless they fail, each in a process group of its own so
// that it ends as a whole.
const { spawn } = require("node:child_process");
const { createInterface } = require("node:readline");
const { root } = require("./project.js");
const { signalTo } = require("../processes.js");
const { SetupError } = require("./setup-error.js");

const linesToShow = 20;
const linesToKeep = 1000;

/** @type {Set<import("node:child_process").ChildProcess>} */
const running = new Set();

/** Open files that every program inherits: mutex.js adds the mutex. @type {number[]} */
const inheritedFiles = [];

/**
 * Runs a program to its end, without showing its output.
 * @param {object} what
 * @param {string} what.program
 * @param {string[]} what.args
 * @param {string} what.onFailure the sentence to print when it fails
 * @param {NodeJS.ProcessEnv} [what.env]
 * @param {(line: string) => void} [what.onLine]
 * @param {(lines: string[]) => string[]} [what.pick] chooses what of the output to show after a failure
 * @param {string} [what.folder] where it runs
 * @param {number[]} [what.files] open files it gets as 3, 4 …
 * @returns {Promise<void>}
 * @throws {SetupError} when it can't be started or its exit status isn't 0
 */
function run({
  program,
  args,
  onFailure,
  env,
  onLine,
  pick,
  folder = root,
  files = inheritedFiles,
}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: folder,
      env: env ?? process.env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe", ...files],
    });
    running.add(child);
    /** @type {string[]} */
    const lines = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > linesToKeep) lines.shift();
        onLine?.(line);
      });
    }
    child.on("error", (error) => lines.push(error.message));
    child.on("close", (status) => {
      running.delete(child);
      if (status === 0) resolve();
      else reject(new SetupError(onFailure, (pick?.(lines) ?? lines).slice(-linesToShow)));
    });
  });
}

/** Ends every running program with all that it started. */
function endAll() {
  for (const { pid } of running) if (pid !== undefined) signalTo(-pid, "SIGKILL");
}

module.exports = { run, endAll, inheritedFiles };
