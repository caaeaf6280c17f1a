"use strict";
const { mkdirSync, rmSync } = require("node:fs");
const path = require("node:path");
const { build, isBuilt } = require("./build.js");
const { endAllAndWait } = require("./children.js");
const { findPython } = require("./find-python.js");
const { jupyterFilesAreReady, writeJupyterFiles } = require("./jupyter-files.js");
const { takeLock } = require("./lock.js");
const { installNpmPackages, npmPackagesAreReady } = require("./npm-packages.js");
const { Progress } = require("./progress.js");
const { stateFolder } = require("./project.js");
const { installPythonPackages, pythonWork } = require("./python-packages.js");
const { deliveredAreTrusted, trustDelivered } = require("./trust.js");

const lockFile = path.join(stateFolder, "setup", "lock");
const temp = path.join(stateFolder, "setup", "temp");

function isReady() {
  return (
    npmPackagesAreReady() &&
    pythonWork() === "nothing" &&
    isBuilt() &&
    jupyterFilesAreReady() &&
    deliveredAreTrusted()
  );
}

/** Makes everything that the project needs, as far as it is missing or older than what it is made from. */
async function setUp() {
  if (isReady()) return;
  // Before anything is fetched: a missing Python should be told at once.
  if (pythonWork() === "create") findPython();
  const progress = new Progress();
  const giveBack = await takeLock(lockFile, () =>
    progress.say("Another set-up is at work in this folder: waiting for it."),
  );
  try {
    rmSync(temp, { recursive: true, force: true });
    mkdirSync(temp, { recursive: true });
    await Promise.all([nodeSide(progress), pythonSide(progress)]);
    await endAllAndWait();
  } catch (error) {
    // What still runs is of no use any more.
    await endAllAndWait();
    throw error;
  } finally {
    rmSync(temp, { recursive: true, force: true });
    giveBack();
  }
}

/** @param {Progress} progress */
async function nodeSide(progress) {
  if (!npmPackagesAreReady())
    await progress.step("npm packages", (tell) => installNpmPackages(tell, temp));
  if (!isBuilt()) await progress.step("Building the library", () => build(temp));
}

/** @param {Progress} progress */
async function pythonSide(progress) {
  const work = pythonWork();
  const title = work === "repair" ? "Repairing paths: the folder was moved" : "Python packages";
  if (work !== "nothing") await progress.step(title, (tell) => installPythonPackages(tell, temp));
  writeJupyterFiles();
  if (!deliveredAreTrusted())
    await progress.step("Trusting the delivered notebooks", () => trustDelivered());
}

module.exports = { setUp, isReady };
