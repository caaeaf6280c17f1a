"use strict";
const { spawnSync } = require("node:child_process");
const { SetupError } = require("./setup-error.js");

/** @typedef {{ program: string, version: string, missing: string[] }} Python */

const oldest = [3, 11];
const candidates = ["python3", "python3.14", "python3.13", "python3.12", "python3.11", "python"];
const question = `
import importlib.util as u, platform, sys
print(sys.executable)
print(platform.python_version(), *[m for m in ("venv", "ensurepip") if u.find_spec(m) is None])`;

/**
 * The first Python on this machine that the project can use. Throws a SetupError that says what to install.
 * @param {string | undefined} chosen what the variable PYTHON says: then no other is tried
 * @param {(program: string) => Python | undefined} [ask]
 * @returns {Python}
 */
function findPython(chosen = process.env.PYTHON || undefined, ask = askPython) {
  const found = (chosen === undefined ? candidates : [chosen]).flatMap(
    (program) => ask(program) ?? [],
  );
  const fitting = found.find(
    (python) => isNewEnough(python.version) && python.missing.length === 0,
  );
  if (fitting) return fitting;
  throw new SetupError(complaint(found, chosen));
}

/**
 * @param {Python[]} found
 * @param {string | undefined} chosen
 */
function complaint(found, chosen) {
  const where = chosen === undefined ? "" : ` as the variable PYTHON says (${chosen})`;
  const bare = found.find((python) => isNewEnough(python.version));
  if (bare) {
    const minor = bare.version.split(".").slice(0, 2).join(".");
    return (
      `Python ${bare.version} was found${where}, but without its module ${bare.missing.join(" and ")}: ` +
      `please install it (on Debian and Ubuntu: sudo apt install python${minor}-venv).`
    );
  }
  const old = found.at(0);
  const fact = old ? `only ${old.version} was found` : "none was found";
  return (
    `Python 3.11 or newer is needed and ${fact}${where}: please install it (https://www.python.org/downloads, ` +
    "or your system's package python3 with python3-venv), or name one in the variable PYTHON."
  );
}

/** @param {string} version such as "3.11.7" */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split(".").map((part) => parseInt(part, 10));
  return major === oldest[0] && minor >= /** @type {number} */ (oldest[1]);
}

/**
 * @param {string} program
 * @returns {Python | undefined} undefined when it doesn't exist or doesn't run
 */
function askPython(program) {
  const answer = spawnSync(program, ["-I", "-c", question], { encoding: "utf8", timeout: 20_000 });
  if (answer.status !== 0) return undefined;
  // The interpreter itself: the program may be a script that starts it (pyenv, asdf).
  const [executable, facts = ""] = answer.stdout.trim().split("\n");
  const [version, ...missing] = facts.split(" ");
  return executable && version ? { program: executable, version, missing } : undefined;
}

module.exports = { findPython, isNewEnough };
