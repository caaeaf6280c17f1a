"use strict";
// Jupyter hides stored SVG and scripts of notebooks that it doesn't trust. Trusted here is what the project delivers,
// byte for byte as git has it, and nothing else that may lie in the folder.
const { spawnSync } = require("node:child_process");
const { createHash } = require("node:crypto");
const { existsSync, readdirSync, readFileSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { inProject, root, stateFolder, venvPython, watchedPython } = require("./project.js");
const { pythonEnvironment } = require("./python-packages.js");
const { readStamp, writeStamp } = require("./stamps.js");

const stampFile = path.join(stateFolder, "trusted.json");
const dataFolder = path.join(stateFolder, "data");

/** The delivered notebooks that are not trusted yet. */
function untrusted() {
  const known = trustedBlobs();
  return delivered(known.length > 0).filter((notebook) => !known.includes(notebook.blob));
}

/** @returns {string[]} */
function trustedBlobs() {
  const blobs = readStamp(stampFile)?.blobs;
  // Without Jupyter's own list of signatures ours says nothing.
  return Array.isArray(blobs) && existsSync(path.join(dataFolder, "nbsignatures.db")) ? blobs : [];
}

/**
 * @param {boolean} trustedBefore
 * @returns {{ file: string, blob: string }[]}
 */
function delivered(trustedBefore) {
  const listed = spawnSync("git", ["-C", root, "ls-files", "-s", "-z", "notebooks/*.ipynb"], {
    encoding: "utf8",
  });
  if (listed.status === 0 && listed.stdout !== "") return unchangedSince(listed.stdout);
  // Not a git checkout (an unpacked archive): what is there at the first set-up is what was delivered.
  return trustedBefore ? [] : notebooksHere();
}

/** @param {string} listing of git ls-files -s -z */
function unchangedSince(listing) {
  return listing
    .split("\0")
    .filter(Boolean)
    .flatMap((line) => {
      const [, blob = "", name = ""] = /^\d+ (\S+) \d\t(.*)$/s.exec(line) ?? [];
      const file = path.join(root, name);
      return existsSync(file) && blobOf(file) === blob ? [{ file, blob }] : [];
    });
}

function notebooksHere() {
  const folder = inProject("notebooks");
  const names = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".ipynb"))
    : [];
  return names.map((name) => path.join(folder, name)).map((file) => ({ file, blob: blobOf(file) }));
}

/**
 * A file's hash as git computes it.
 * @param {string} file
 */
function blobOf(file) {
  const content = readFileSync(file);
  return createHash("sha1").update(`blob ${content.length}\0`).update(content).digest("hex");
}

function deliveredAreTrusted() {
  return untrusted().length === 0;
}

async function trustDelivered() {
  await trust(untrusted().map(({ file }) => file));
}

/**
 * Lets Jupyter sign notebooks as they are now.
 * @param {string[]} files
 */
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
  writeStamp(stampFile, { blobs: [...new Set([...trustedBlobs(), ...files.map(blobOf)])] });
}

module.exports = { deliveredAreTrusted, trustDelivered, trust };
