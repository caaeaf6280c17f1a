"use strict";
// venv and pip write absolute paths into .venv/bin and pyvenv.cfg. After the project was moved or
// copied they are replaced: quicker than installing again, and it works offline.
const { lstatSync, readdirSync, readFileSync, statSync } = require("node:fs");
const path = require("node:path");
const { root, inProject } = require("./project.js");
const { writeWhole } = require("./stamps.js");

/** @param {string} oldRoot where the project was when .venv was made */
function repairMoved(oldRoot) {
  const bin = inProject(".venv", "bin");
  const scripts = readdirSync(bin).map((name) => path.join(bin, name));
  for (const file of [...scripts, inProject(".venv", "pyvenv.cfg")]) {
    // The interpreters are links to a Python outside and stay.
    if (!lstatSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    if (bytes.includes(0)) continue;
    const text = bytes.toString("utf8");
    const repaired = moveScript(text, oldRoot, root);
    if (repaired !== text) writeWhole(file, repaired, statSync(file).mode);
  }
}

/**
 * A script with the paths of the new project. One that named Python after "#!", where a path can't
 * have spaces or many characters, gets the first lines that pip writes for such paths.
 * @param {string} text @param {string} oldRoot @param {string} newRoot
 */
function moveScript(text, oldRoot, newRoot) {
  return text
    .replaceAll(`${oldRoot}/.venv`, () => `${newRoot}/.venv`)
    .replace(
      /^#!(.*\/\.venv\/bin\/python\S*)\n/,
      (_, python) => `#!/bin/sh\n'''exec' "${python}" "$0" "$@"\n' '''\n`,
    );
}

module.exports = { repairMoved, moveScript };
