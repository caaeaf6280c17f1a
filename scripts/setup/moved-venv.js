"use strict";
// pip and venv write absolute paths into .venv/bin and pyvenv.cfg. After the project was moved or copied they are
// rewritten: much quicker than installing again, and it works offline.
const { lstatSync, readdirSync, readFileSync, statSync } = require("node:fs");
const path = require("node:path");
const { root, inProject } = require("./project.js");
const { writeWhole } = require("./stamps.js");

/** The longest first line of a script that every system reads whole. */
const longestShebang = 127;

/**
 * @param {string} oldRoot where the project was when .venv was made
 */
function repairMoved(oldRoot) {
  const bin = inProject(".venv", "bin");
  const scripts = readdirSync(bin).map((name) => path.join(bin, name));
  for (const file of [...scripts, inProject(".venv", "pyvenv.cfg")]) {
    // The interpreters are links to a Python outside and stay as they are.
    if (!lstatSync(file).isFile()) continue;
    const bytes = readFileSync(file);
    if (bytes.includes(0)) continue;
    const text = bytes.toString("utf8");
    const repaired = moveScript(text, oldRoot, root);
    if (repaired !== text) writeWhole(file, repaired, statSync(file).mode);
  }
}

/**
 * A script with all paths of the old project replaced, and a first line that works for the new one.
 * @param {string} text
 * @param {string} oldRoot
 * @param {string} newRoot
 */
function moveScript(text, oldRoot, newRoot) {
  const inside = `${oldRoot}/.venv`;
  const moved = text.replaceAll(inside, `${newRoot}/.venv`);
  // Both forms that pip writes: the interpreter itself, or a shell that starts it.
  const direct = /^#!([^\n]*\/\.venv\/bin\/python[^\n]*)\n/.exec(moved);
  const throughShell =
    /^#!\/bin\/sh\n'''exec' "?([^"\n]*\/\.venv\/bin\/python[\d.]*)"? "\$0" "\$@"\n' '''\n/.exec(
      moved,
    );
  const header = direct ?? throughShell;
  if (!header?.[1]) return moved;
  return shebangFor(header[1]) + moved.slice(header[0].length);
}

/**
 * The first line or lines of a Python script. A path with a space or too long can't stand after "#!".
 * @param {string} interpreter
 */
function shebangFor(interpreter) {
  const line = `#!${interpreter}`;
  if (!/\s/.test(interpreter) && Buffer.byteLength(line) <= longestShebang) return `${line}\n`;
  return `#!/bin/sh\n'''exec' "${interpreter}" "$0" "$@"\n' '''\n`;
}

module.exports = { repairMoved, moveScript };
