"use strict";
// Where things are. This file runs from scripts/setup and, compiled, from build/scripts/setup.
const { existsSync } = require("node:fs");
const path = require("node:path");

const twoUp = path.resolve(__dirname, "../..");
const root = existsSync(path.join(twoUp, "package-lock.json")) ? twoUp : path.dirname(twoUp);

/** A path inside the project. @param {string[]} names */
const inProject = (...names) => path.join(root, ...names);

const venvPython = inProject(".venv", "bin", "python");
/** Runs a Python module that ends when the process which started it has ended. */
const watchedPython = inProject("scripts", "setup", "watched.py");
/** Jupyter's own state, and that of set-up; git-ignored. */
const stateFolder = inProject(".jupyter");
const setupFolder = path.join(stateFolder, "setup");
/** TMPDIR of the programs that set-up runs: what a killed one leaves, the next set-up removes. */
const tempFolder = path.join(setupFolder, "temp");

module.exports = {
  root,
  inProject,
  venvPython,
  watchedPython,
  stateFolder,
  setupFolder,
  tempFolder,
};
