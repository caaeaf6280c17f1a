"use strict";
const { existsSync, mkdirSync, readFileSync, realpathSync, rmSync } = require("node:fs");
const { run } = require("./children.js");
const { findPython } = require("./find-python.js");
const { repairMoved } = require("./moved-venv.js");
const { inProject, root, venvPython, watchedPython } = require("./project.js");
const { hashOfFiles, readStamp, writeStamp } = require("./stamps.js");

const requirements = inProject("requirements.txt");
const stampFile = inProject(".venv", ".set-up.json");

/**
 * What is to be done: nothing, repair the paths of a moved folder, install other packages, or make .venv anew.
 * @returns {"nothing" | "repair" | "install" | "create"}
 */
function pythonWork() {
  const stamp = readStamp(stampFile);
  // A link to a Python that was removed or replaced by another version doesn't work any more.
  if (
    stamp === undefined ||
    !existsSync(venvPython) ||
    realpathSync(venvPython) !== stamp.interpreter
  )
    return "create";
  if (stamp.requirements !== hashOfFiles(root, [requirements])) return "install";
  return stamp.path === root ? "nothing" : "repair";
}

/**
 * @param {(detail: string) => void} tell
 * @param {string} temp
 */
async function installPythonPackages(tell, temp) {
  const work = pythonWork();
  const before = readStamp(stampFile);
  const env = pythonEnvironment(temp);
  if (work === "create") await createVenv(tell, env);
  else if (before?.path !== root) repairMoved(String(before?.path));
  rmSync(stampFile, { force: true });
  if (work !== "repair") await installRequirements(tell, env);
  writeStamp(stampFile, {
    requirements: hashOfFiles(root, [requirements]),
    interpreter: realpathSync(venvPython),
    path: root,
  });
}

/**
 * @param {(detail: string) => void} tell
 * @param {NodeJS.ProcessEnv} env
 */
async function createVenv(tell, env) {
  const python = findPython();
  tell(`making .venv with Python ${python.version}`);
  mkdirSync(inProject(".venv"), { recursive: true });
  await run({
    program: python.program,
    args: [watchedPython, String(process.pid), "venv", "--clear", inProject(".venv")],
    env,
    onFailure: `${python.program} could not make the folder .venv: see above; another Python can be named in the variable PYTHON.`,
  });
}

/**
 * @param {(detail: string) => void} tell
 * @param {NodeJS.ProcessEnv} env
 */
async function installRequirements(tell, env) {
  const count = new PipCount(readFileSync(requirements, "utf8"));
  await run({
    program: venvPython,
    args: [
      watchedPython,
      String(process.pid),
      "pip",
      "install",
      "--no-input",
      "--progress-bar",
      "off",
      "--no-color",
      "--disable-pip-version-check",
      "--require-hashes",
      "--no-deps",
      "--only-binary",
      ":all:",
      "-r",
      requirements,
    ],
    env,
    onFailure:
      "pip could not install the Python packages: see above, check the network, then run the same command again.",
    onLine: (line) => tell(count.take(line)),
    pick: (lines) =>
      lines.filter((line) => !/^(Ignoring|Collecting|  (Using|Downloading))/.test(line)),
  });
}

/** Reads pip's output: how many packages of how many, and how much of it was fetched. */
class PipCount {
  /** @param {string} locked the text of requirements.txt */
  constructor(locked) {
    this.total = locked.match(/^[A-Za-z0-9][^\s]*==/gm)?.length ?? 0;
    this.seen = 0;
    this.megabytes = 0;
    this.installing = false;
  }

  /**
   * @param {string} line
   * @returns {string} what to show
   */
  take(line) {
    // Packages of other systems are in the lock too; pip names those it leaves out.
    if (/^Ignoring /.test(line)) this.total -= 1;
    if (/^(Collecting|Processing|Requirement already satisfied)/.test(line)) this.seen += 1;
    if (/^Installing collected packages/.test(line)) this.installing = true;
    const [, size, unit] = /^\s+Downloading .*\(([\d.]+) (kB|MB|GB)\)/.exec(line) ?? [];
    if (size && unit)
      this.megabytes += Number(size) * { kB: 0.001, MB: 1, GB: 1000 }[/** @type {"kB"} */ (unit)];
    const fetched = `${Math.round(this.megabytes)} MB fetched`;
    if (/^Successfully installed/.test(line)) return `${this.total} packages, ${fetched}`;
    return this.installing
      ? `unpacking ${this.total} packages, ${fetched}`
      : `${this.seen} of ${this.total} packages, ${fetched}`;
  }
}

/**
 * The environment of a Python of ours: without what would make it read or write packages elsewhere.
 * @param {string} [temp]
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

module.exports = { pythonWork, installPythonPackages, pythonEnvironment, PipCount };
