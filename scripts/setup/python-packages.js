"use strict";
const { existsSync, readFileSync, realpathSync, rmSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { findPython } = require("./find-python.js");
const { repairMoved } = require("./moved-venv.js");
const { inProject, root, tempFolder, venvPython, watchedPython } = require("./project.js");
const { withPlainPath } = require("./plain-path.js");
const { hashOfFiles, readStamp, writeStamp } = require("./stamps.js");

const requirements = inProject("requirements.txt");
const stampFile = inProject(".venv", ".set-up.json");

/** The options of every `pip install`: what a lock file names, and nothing else. */
const pipInstall =
  "pip install --no-input --disable-pip-version-check --no-color --progress-bar off " +
  "--require-hashes --no-deps --only-binary :all:";

/**
 * What must be done: nothing, repair the paths of a moved folder, install other packages, or create .venv.
 * @returns {"nothing" | "repair" | "install" | "create"}
 */
function pythonWork() {
  const stamp = readStamp(stampFile);
  if (stamp === undefined || !venvWorks(stamp)) return "create";
  if (stamp.requirements !== hashOfFiles(root, [requirements])) return "install";
  return stamp.path === root ? "nothing" : "repair";
}

/**
 * False when the Python behind .venv was removed or replaced by another version.
 *
 * @param {Record<string, unknown>} stamp
 */
function venvWorks({ interpreter }) {
  return existsSync(venvPython) && realpathSync(venvPython) === interpreter;
}

/** A Python outside of .venv. */
function basePython() {
  const stamp = readStamp(stampFile);
  return stamp && venvWorks(stamp) ? String(stamp.interpreter) : findPython().program;
}

/** @param {(detail: string) => void} tell */
async function installPythonPackages(tell) {
  const work = pythonWork();
  const before = readStamp(stampFile);
  if (work === "create") await createVenv(tell);
  else if (before?.path !== root) repairMoved(String(before?.path));
  rmSync(stampFile, { force: true });
  if (work !== "repair") await installRequirements(tell);
  writeStamp(stampFile, {
    requirements: hashOfFiles(root, [requirements]),
    interpreter: realpathSync(venvPython),
    path: root,
  });
}

/** @param {(detail: string) => void} tell */
async function createVenv(tell) {
  const { program, version } = findPython();
  tell(`creating .venv with Python ${version}`);
  await withPlainPath(async (project) => {
    await run({
      program,
      args: [watchedPython, String(process.pid), "venv", "--clear", path.join(project, ".venv")],
      env: pythonEnvironment(tempFolder),
      onFailure: `${program} could not create the folder .venv: see above; another Python can be named in the variable PYTHON.`,
    });
    if (project !== root) repairMoved(project);
  });
}

/** @param {(detail: string) => void} tell */
async function installRequirements(tell) {
  const count = new PipCount(readFileSync(requirements, "utf8"));
  await run({
    program: venvPython,
    args: [watchedPython, String(process.pid), ...pipInstall.split(" "), "-r", requirements],
    env: pythonEnvironment(tempFolder),
    onFailure:
      "pip could not install the Python packages: see above, check the network, then run the same command again.",
    onLine: (line) => tell(count.take(line)),
    pick: (lines) =>
      lines.filter((line) => !/^(Ignoring|Collecting|  (Using|Downloading))/.test(line)),
  });
}

/** Reads pip's output: how many packages of how many, and how much was downloaded. */
class PipCount {
  /** @param {string} locked the text of requirements.txt */
  constructor(locked) {
    this.total = locked.match(/^\w\S*==/gm)?.length ?? 0;
    this.seen = 0;
    this.megabytes = 0;
    this.state = "";
  }

  /** @param {string} line @returns {string} what to show */
  take(line) {
    // The lock has packages of other systems too; pip names those it leaves out.
    if (/^Ignoring /.test(line)) this.total -= 1;
    if (/^(Collecting|Processing|Requirement already satisfied)/.test(line)) this.seen += 1;
    if (/^Installing collected packages/.test(line)) this.state = `unpacking ${this.total}`;
    if (/^Successfully installed/.test(line)) this.state = String(this.total);
    const [, size, unit] = /^\s+Downloading .*\(([\d.]+) (kB|MB)\)/.exec(line) ?? [];
    if (size) this.megabytes += Number(size) / (unit === "kB" ? 1000 : 1);
    const packages = this.state || `${this.seen} of ${this.total}`;
    return `${packages} packages, ${Math.round(this.megabytes)} MB fetched`;
  }
}

/**
 * The environment of a Python of ours: without what would make it read or write packages elsewhere.
 * @param {string} [temp] its folder for temporary files
 * @returns {NodeJS.ProcessEnv}
 */
function pythonEnvironment(temp) {
  const elsewhere =
    /^(PYTHON(HOME|PATH|STARTUP|USERBASE|SAFEPATH)|PIP_(USER|TARGET|PREFIX|ROOT|REQUIREMENT|CONSTRAINT|PYTHON|NO_DEPS|DRY_RUN)|VIRTUAL_ENV|__PYVENV_LAUNCHER__)$/;
  const kept = Object.entries(process.env).filter(([name]) => !elsewhere.test(name));
  return {
    ...Object.fromEntries(kept),
    PYTHONUTF8: "1",
    PYTHONUNBUFFERED: "1",
    ...(temp === undefined ? {} : { TMPDIR: temp }),
  };
}

module.exports = {
  pythonWork,
  basePython,
  installPythonPackages,
  pythonEnvironment,
  pipInstall,
  PipCount,
};
