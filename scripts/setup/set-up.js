"use strict";
const { mkdirSync, rmSync } = require("node:fs");
const path = require("node:path");
const { build, isBuilt } = require("./build.js");
const { endAll } = require("./children.js");
const { ClassArchive, quickenStarts } = require("./class-archive.js");
const { jupyterFilesAreReady, writeJupyterFiles } = require("./jupyter-files.js");
const { takeMutex } = require("./mutex.js");
const { installNpmPackages, npmPackagesAreReady } = require("./npm-packages.js");
const { Progress } = require("./progress.js");
const { setupFolder, tempFolder } = require("./project.js");
const { basePython, installPythonPackages, pythonWork } = require("./python-packages.js");
const { deliveredAreTrusted, trustDelivered } = require("./trust.js");

function isReady() {
  return (
    npmPackagesAreReady() &&
    pythonWork() === "nothing" &&
    isBuilt() &&
    jupyterFilesAreReady() &&
    deliveredAreTrusted() &&
    new ClassArchive().isReady()
  );
}

/** Makes whatever the project needs that is missing, or older than what it is made from. */
async function setUp() {
  if (isReady()) return;
  const progress = new Progress();
  // Before anything is downloaded, so that a missing Python is reported at once.
  const release = await takeMutex(path.join(setupFolder, "mutex"), basePython(), () =>
    progress.say("Another set-up is running in this folder: waiting for it."),
  );
  try {
    rmSync(tempFolder, { recursive: true, force: true });
    mkdirSync(tempFolder, { recursive: true });
    const sides = [nodeSide(progress), pythonSide(progress)];
    // When one side fails, the other's work is stopped, and its programs have ended before the
    // mutex is released.
    await Promise.all(sides).catch(async (error) => {
      endAll();
      await Promise.allSettled(sides);
      throw error;
    });
    await quickenStarts(progress);
  } finally {
    rmSync(tempFolder, { recursive: true, force: true });
    release();
  }
}

/** @param {Progress} progress */
async function nodeSide(progress) {
  if (!npmPackagesAreReady()) await progress.step("npm packages", installNpmPackages);
  if (!isBuilt()) await progress.step("Building the library", build);
}

/** @param {Progress} progress */
async function pythonSide(progress) {
  const work = pythonWork();
  const title = work === "repair" ? "Repairing paths: the folder was moved" : "Python packages";
  if (work !== "nothing") await progress.step(title, installPythonPackages);
  writeJupyterFiles();
  if (!deliveredAreTrusted())
    await progress.step("Trusting the delivered notebooks", trustDelivered);
}

module.exports = { setUp };
