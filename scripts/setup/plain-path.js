"use strict";
const { mkdtempSync, rmSync, symlinkSync } = require("node:fs");
const { tmpdir } = require("node:os");
const path = require("node:path");
const { root } = require("./project.js");

/**
 * Runs `work` with a path of the project that has no colon: venv refuses one that has.
 * @template T
 * @param {(project: string) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withPlainPath(work) {
  if (!root.includes(path.delimiter)) return work(root);
  const folder = mkdtempSync(path.join(tmpdir(), "dynamodb-in-examples-"));
  const link = path.join(folder, "project");
  symlinkSync(root, link);
  try {
    return await work(link);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

module.exports = { withPlainPath };
