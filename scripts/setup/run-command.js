"use strict";
const { existsSync } = require("node:fs");
const { endAll } = require("./children.js");
const { inProject } = require("./project.js");
const { setUp } = require("./set-up.js");
const { SetupError, isSetupError } = require("./setup-error.js");

const statusOfSignal = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };
const lookEvery = 250;

/**
 * Sets up and runs one of the project's commands in this process.
 * @param {string | undefined} command the name of a file in scripts/, without .ts
 * @param {string[]} args
 */
async function runCommand(command, args) {
  try {
    process.exitCode = await attempt(command, args);
  } catch (error) {
    if (!isSetupError(error)) throw error;
    if (error.output.length > 0) console.error(`\n${error.output.join("\n")}\n`);
    console.error(error.message);
    process.exitCode = 1;
  }
}

/**
 * @param {string | undefined} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit status
 */
async function attempt(command, args) {
  if (!command || !/^[a-z]+$/.test(command) || !existsSync(inProject("scripts", `${command}.ts`))) {
    throw new SetupError(`There is no command "${command ?? ""}": "npm run" lists them.`);
  }
  const release = endProgramsWithUs();
  try {
    await setUp();
  } finally {
    release();
  }
  return require(inProject("build", "scripts", `${command}.js`)).main(args);
}

/**
 * While set-up runs: when it is told to end, or npm has ended, its programs end too.
 * @returns {() => void} ends this watch
 */
function endProgramsWithUs() {
  const end = (/** @type {number} */ status) => {
    endAll();
    process.exit(status);
  };
  const handlers = Object.entries(statusOfSignal).map(([signal, status]) => ({
    signal,
    handler: () => end(status),
  }));
  for (const { signal, handler } of handlers) process.on(signal, handler);
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event && process.ppid !== npm) end(1);
  }, lookEvery).unref();
  return () => {
    clearInterval(watch);
    for (const { signal, handler } of handlers) process.off(signal, handler);
  };
}

module.exports = { runCommand };
