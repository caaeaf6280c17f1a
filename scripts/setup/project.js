"use strict";
// Where things are. This file runs from scripts/setup and, compiled, from build/scripts/setup.
const { existsSync } = require("node:fs");
const path = require("node:path");

const twoUp = path.resolve(__dirname, "../..");
const root = existsSync(path.join(twoUp, "package-lock.json")) ? twoUp : path.dirname(twoUp);

/**
 * A path inside the project.
 * @param {string[]} names
 */
function inProject(...names) {
  return path.join(root, ...names);
}

const venvPython = inProject(".venv", "bin", "python");
/** Runs a Python module that ends when the process which started it has ended. */
const watchedPython = inProject("scripts", "jupyter", "watched.py");
/** Jupyter's own state, and that of set-up; git-ignored. */
const stateFolder = inProject(".jupyter");

module.exports = { root, inProject, venvPython, watchedPython, stateFolder };
