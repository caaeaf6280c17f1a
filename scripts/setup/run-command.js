"use strict";
const { existsSync } = require("node:fs");
const { EXIT_STATUS, onEndRequest } = require("../end-request.js");
const { endAll } = require("./children.js");
const { inProject } = require("./project.js");
const { setUp } = require("./set-up.js");
const { SetupError } = require("./setup-error.js");

/**
 * Sets up and runs one of the project's commands in this process.
 * @param {string | undefined} command the name of a file in scripts/, without .ts
 * @param {string[]} args
 */
async function runCommand(command, args) {
  try {
    process.exitCode = await attempt(command, args);
  } catch (error) {
    // By name: the commands in build/ have a compiled copy of the class.
    if (!(error instanceof Error) || error.name !== "SetupError") throw error;
    const { output, message } = /** @type {SetupError} */ (error);
    if (output.length > 0) console.error(`\n${output.join("\n")}\n`);
    console.error(message);
    process.exitCode = 1;
  }
}

/** @param {string | undefined} command @param {string[]} args @returns {Promise<number>} */
async function attempt(command, args) {
  if (!command || !/^[a-z]+$/.test(command) || !existsSync(inProject("scripts", `${command}.ts`))) {
    throw new SetupError(`There is no command "${command ?? ""}": "npm run" lists them.`);
  }
  const stopListening = onEndRequest((cause) => {
    endAll();
    process.exit(EXIT_STATUS[cause]);
  });
  await setUp().finally(stopListening);
  return require(inProject("build", "scripts", `${command}.js`)).main(args);
}

module.exports = { runCommand };
