"use strict";
const { spawnSync } = require("node:child_process");
const { SetupError } = require("./setup-error.js");

/** @typedef {{ program: string, version: string, missing: string[] }} Python */

const oldestMinor = 11;
const candidates = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
const question = `
import importlib.util as u, json, platform, sys
missing = [m for m in ("venv", "ensurepip") if u.find_spec(m) is None]
print(json.dumps({"program": sys.executable, "version": platform.python_version(), "missing": missing}))`;

/**
 * The first Python on this machine that the project can use.
 * @param {string | undefined} chosen the variable PYTHON: then no other is tried
 * @param {(program: string) => Python | undefined} [ask]
 * @returns {Python}
 * @throws {SetupError} says what to install
 */
function findPython(chosen = process.env.PYTHON || undefined, ask = askPython) {
  const found = (chosen === undefined ? candidates : [chosen]).flatMap((name) => ask(name) ?? []);
  const newEnough = found.filter(({ version }) => isNewEnough(version));
  const whole = newEnough.find(({ missing }) => missing.length === 0);
  if (whole) return whole;
  const where = chosen === undefined ? "" : ` as the variable PYTHON says (${chosen})`;
  throw new SetupError(
    newEnough[0] ? incomplete(newEnough[0], where) : tooOld(found[0]?.version, where),
  );
}

/** @param {Python} python @param {string} where */
function incomplete({ version, missing }, where) {
  const minor = version.split(".").slice(0, 2).join(".");
  return (
    `Python ${version} was found${where}, but without its module ${missing.join(" and ")}: ` +
    `please install it (on Debian and Ubuntu: sudo apt install python${minor}-venv).`
  );
}

/** @param {string | undefined} version @param {string} where */
function tooOld(version, where) {
  const fact = version === undefined ? "none was found" : `only ${version} was found`;
  return (
    `Python 3.${oldestMinor} or newer is needed and ${fact}${where}: please install it (https://www.python.org/downloads, ` +
    "or your system's package python3 with python3-venv), or name one in the variable PYTHON."
  );
}

/** @param {string} version such as "3.11.7" */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => parseInt(part, 10));
  return major === 3 && minor >= oldestMinor;
}

/**
 * Asks a program what it is. The answer names the interpreter itself: the program may be a script
 * that starts it (pyenv).
 * @param {string} program
 * @returns {Python | undefined} undefined when it doesn't exist or doesn't run
 */
function askPython(program) {
  const answer = spawnSync(program, ["-I", "-c", question], { encoding: "utf8", timeout: 20_000 });
  return answer.status === 0 ? JSON.parse(answer.stdout) : undefined;
}

module.exports = { findPython, isNewEnough };
