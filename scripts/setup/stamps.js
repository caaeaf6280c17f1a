"use strict";
// A stamp says from what something was made. It is written last and in one go, so a step that was
// killed has none.
const { createHash } = require("node:crypto");
const { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const path = require("node:path");

/**
 * One hash over the names and contents of files.
 * @param {string} root the names are relative to it, so that a moved folder keeps its hash
 * @param {string[]} files absolute paths
 */
function hashOfFiles(root, files) {
  const hash = createHash("sha256");
  for (const file of [...files].sort()) {
    const content = readFileSync(file);
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

/**
 * All files below a folder whose name has one of the endings.
 * @param {string} folder @param {string[]} endings @returns {string[]}
 */
function filesBelow(folder, endings) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(file, endings);
    return endings.some((ending) => entry.name.endsWith(ending)) ? [file] : [];
  });
}

/** The text of a file; undefined when it doesn't exist. @param {string} file */
function textOf(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * The object in a JSON file; undefined when the file doesn't exist or isn't whole.
 * @param {string} file
 * @returns {Record<string, unknown> | undefined}
 */
function readStamp(file) {
  try {
    return JSON.parse(textOf(file) ?? "");
  } catch (error) {
    // Half a stamp (a full disk, an older form) counts as none: the step is done again.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/**
 * Whether a file holds exactly this stamp.
 * @param {string} file @param {Record<string, unknown>} stamp
 */
const hasStamp = (file, stamp) => JSON.stringify(readStamp(file)) === JSON.stringify(stamp);

/** @param {string} file @param {Record<string, unknown>} stamp */
const writeStamp = (file, stamp) => writeWhole(file, JSON.stringify(stamp));

/**
 * Writes a file so that a reader sees the old content or the new one, never half of it.
 * @param {string} file @param {string | Buffer} content @param {number} [mode]
 */
function writeWhole(file, content, mode) {
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.draft`;
  writeFileSync(draft, content, mode === undefined ? {} : { mode });
  renameSync(draft, file);
}

module.exports = { hashOfFiles, filesBelow, textOf, readStamp, hasStamp, writeStamp, writeWhole };
