"use strict";
// One set-up at a time works on a folder. The mutex is flock(2) on an open file, which the system
// releases when the last process that has this file open has ended, in whatever way. Programs of
// set-up inherit the file: after a kill, the next set-up waits until they have ended too. Node
// can't call flock, so Python does, on the file that it inherits.
const { closeSync, mkdirSync, openSync } = require("node:fs");
const path = require("node:path");
const { inheritedFiles, run } = require("./children.js");

const lockInherited = `
import fcntl
try:
    fcntl.flock(3, fcntl.LOCK_EX | fcntl.LOCK_NB)
except BlockingIOError:
    print("waiting", flush=True)
    fcntl.flock(3, fcntl.LOCK_EX)`;

/**
 * Waits until no other process holds the mutex.
 * @param {string} file
 * @param {string} python any Python 3
 * @param {() => void} onWait called once when another process holds it
 * @returns {Promise<() => void>} releases it
 */
async function takeMutex(file, python, onWait) {
  mkdirSync(path.dirname(file), { recursive: true });
  const open = openSync(file, "a");
  await run({
    program: python,
    args: ["-I", "-c", lockInherited],
    files: [open],
    onFailure: `The file ${file} could not be locked: see above; the project must be on a disk that supports flock.`,
    onLine: (line) => line === "waiting" && onWait(),
  });
  inheritedFiles.push(open);
  return () => {
    inheritedFiles.splice(inheritedFiles.indexOf(open), 1);
    closeSync(open);
  };
}

module.exports = { takeMutex };
