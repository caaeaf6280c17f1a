"use strict";
// JupyterLab cleans the stored HTML of a notebook without a valid signature: it removes scripts,
// inline SVG, ids and the styles it doesn't know, and it doesn't show image/svg+xml at all. Our
// outputs stay readable then (browser/untrusted.ts); signed, they appear as stored, and Lab
// shows the chapter as trusted.
//
// A signature is an HMAC over the notebook's content, with a secret of this machine, in
// .jupyter/data/nbsignatures.db: it can't be delivered, so set-up signs. `python -m nbformat.sign`
// is `jupyter trust` without the script in .venv/bin, whose first line holds an absolute path. Only
// what git delivered is signed: another notebook in the folder might bring a script.
const { spawnSync } = require("node:child_process");
const { existsSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { chapterFiles } = require("./chapter-files.js");
const { run } = require("./children.js");
const { inProject, root, stateFolder, venvPython, watchedPython } = require("./project.js");
const { pythonEnvironment } = require("./python-packages.js");
const { hasStamp, writeStamp } = require("./stamps.js");

const stampFile = path.join(stateFolder, "trusted.json");
const dataFolder = path.join(stateFolder, "data");

/** The lines of `git ls-files` for the notebooks; none without git. @param {string[]} options */
function gitFiles(...options) {
  const args = ["-C", root, "ls-files", "-z", ...options, "notebooks/*.ipynb"];
  const { stdout } = spawnSync("git", args, { encoding: "utf8" });
  return (stdout ?? "").split("\0").filter(Boolean);
}

/** Changes with each notebook that git delivers. */
const wantedStamp = () => ({ delivered: gitFiles("--stage") });

function deliveredAreTrusted() {
  return existsSync(path.join(dataFolder, "nbsignatures.db")) && hasStamp(stampFile, wantedStamp());
}

async function trustDelivered() {
  const stamp = wantedStamp();
  const changed = gitFiles("--modified");
  const unchanged = gitFiles().filter((name) => !changed.includes(name));
  // In an unpacked archive, what is there at the first set-up is what was delivered.
  const names = stamp.delivered.length > 0 ? unchanged : chaptersHere();
  await trust(names.filter(isNotebook).map((name) => inProject(name)));
  writeStamp(stampFile, stamp);
}

const chaptersHere = () => chapterFiles().map((name) => path.join("notebooks", name));

/** Whether a file can be signed: a teacher's own notebook may be broken. @param {string} name */
function isNotebook(name) {
  try {
    return Array.isArray(JSON.parse(readFileSync(inProject(name), "utf8")).cells);
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Signs notebooks as they are now. @param {string[]} files */
async function trust(files) {
  if (files.length === 0) return;
  await run({
    program: venvPython,
    args: [watchedPython, String(process.pid), "nbformat.sign", ...files],
    env: {
      ...pythonEnvironment(),
      JUPYTER_DATA_DIR: dataFolder,
      JUPYTER_CONFIG_DIR: path.join(stateFolder, "config"),
    },
    onFailure: "The notebooks could not be marked as trusted: see above.",
  });
}

module.exports = { deliveredAreTrusted, trustDelivered, trust };
