"use strict";
// Only one set-up at a time works on a folder. The lock names its owner by process id and start time, so the
// lock of a killed set-up, or of one before a restart of the machine, is recognised and taken over.
// What a killed set-up had started notes itself (noteProgram) and ends by itself soon (watch-npm.js, watched.py):
// the next set-up waits for that, so that never two programs write to one folder.
const { linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } = require("node:fs");
const path = require("node:path");
const { startOf } = require("./processes.js");
const { stateFolder } = require("./project.js");
const { readStamp, textOf, writeStamp } = require("./stamps.js");

const lookEvery = 250;
const programsFolder = path.join(stateFolder, "setup", "programs");

/** @param {number} milliseconds */
const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * Waits until this process is the one that sets up.
 * @param {string} file
 * @param {() => void} onWait called once when another set-up is at work
 * @returns {Promise<() => void>} gives the lock back
 */
async function takeLock(file, onWait) {
  const mine = JSON.stringify({ pid: process.pid, start: startOf(process.pid) });
  mkdirSync(path.dirname(file), { recursive: true });
  let told = false;
  while (!create(file, mine)) {
    const seen = textOf(file);
    if (seen !== undefined && !isAlive(file)) {
      removeIfStill(file, seen);
      continue;
    }
    if (!told) onWait();
    told = true;
    await wait(lookEvery);
  }
  await programsOfKilledEnd();
  return () => removeIfStill(file, mine);
}

/**
 * Notes a program that set-up has started.
 * @param {number} pid
 * @returns {() => void} to call when it has ended
 */
function noteProgram(pid) {
  const note = path.join(programsFolder, String(pid));
  writeStamp(note, { pid, start: startOf(pid) });
  return () => rmSync(note, { force: true });
}

async function programsOfKilledEnd() {
  mkdirSync(programsFolder, { recursive: true });
  for (const name of readdirSync(programsFolder)) {
    const note = path.join(programsFolder, name);
    while (isAlive(note)) await wait(lookEvery);
    rmSync(note, { force: true });
  }
}

/**
 * Creates the lock with its content in one go; false when there is one.
 * @param {string} file @param {string} content
 */
function create(file, content) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, content);
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/**
 * Whether the process that a lock or a note names is alive.
 * @param {string} file
 */
function isAlive(file) {
  const owner = readStamp(file);
  return (
    typeof owner?.pid === "number" &&
    owner.start !== undefined &&
    startOf(owner.pid) === owner.start
  );
}

/**
 * Removes the lock unless somebody else has taken it since it was read.
 * @param {string} file @param {string} content
 */
function removeIfStill(file, content) {
  const aside = `${file}.${process.pid}.old`;
  try {
    renameSync(file, aside);
  } catch (error) {
    // Another set-up took it over first.
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ENOENT") return;
    throw error;
  }
  if (textOf(aside) !== content) create(file, textOf(aside) ?? "");
  rmSync(aside);
}

module.exports = { takeLock, noteProgram };
