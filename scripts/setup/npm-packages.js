"use strict";
const { spawnSync } = require("node:child_process");
const { existsSync, lstatSync, rmSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { majorOf } = require("./node-version.js");
const { inProject, root } = require("./project.js");
const { SetupError } = require("./setup-error.js");
const { filesBelow, hashOfFiles, hasStamp, readStamp, writeStamp } = require("./stamps.js");

const lockFile = inProject("package-lock.json");
const stampFile = inProject("node_modules", ".set-up.json");

function wantedStamp() {
  return {
    lock: hashOfFiles(root, [lockFile]),
    machine: `${process.platform}-${process.arch}`,
    node: majorOf(process.version),
  };
}

function npmPackagesAreReady() {
  return hasStamp(stampFile, wantedStamp());
}

/**
 * @param {(detail: string) => void} tell
 * @param {string} temp a folder for what programs put into the temporary folder
 */
async function installNpmPackages(tell, temp) {
  const stamp = wantedStamp();
  rmSync(stampFile, { force: true });
  const packages =
    Object.keys(/** @type {object} */ (readStamp(lockFile)?.packages ?? {})).length - 1;
  const fetched = new Set();
  const { program, args } = npmCommand();
  const env = { ...process.env, TMPDIR: temp, DYNAMODB_IN_EXAMPLES_SETUP: String(process.pid) };
  await run({
    program,
    // Development packages are needed to build, also where the environment says NODE_ENV=production.
    args: [
      ...args,
      "ci",
      "--include=dev",
      "--loglevel",
      "http",
      "--no-progress",
      "--no-audit",
      "--no-fund",
    ],
    env,
    onFailure:
      "npm could not install the packages: see above, check the network, then run the same command again.",
    onLine: (line) => {
      const [, address] = /http fetch GET 200 (\S+\.tgz) /.exec(line) ?? [];
      if (address) fetched.add(address);
      tell(`${fetched.size} of ${packages} packages fetched`);
    },
    pick: (lines) => lines.filter((line) => !/npm http (fetch GET 200|cache)/.test(line)),
  });
  tell(`${fetched.size} packages, ${unpackedMegabytes()} MB unpacked`);
  writeStamp(stampFile, stamp);
}

/** npm doesn't say how much it fetched, so this says what arrived. */
function unpackedMegabytes() {
  const bytes = filesBelow(inProject("node_modules"), [""]).map((file) => lstatSync(file).size);
  return Math.round(bytes.reduce((sum, size) => sum + size, 0) / 1e6);
}

/** npm, with the preload that ends it when set-up ends. */
function npmCommand() {
  const cli = npmCli();
  return {
    program: process.execPath,
    args: ["--require", path.join(__dirname, "watch-npm.js"), cli],
  };
}

/** npm's own program file: of the npm that runs us, else of the one that PATH or Node's folder has. */
function npmCli() {
  const fromNpm = process.env.npm_execpath;
  if (fromNpm?.endsWith("npm-cli.js") && existsSync(fromNpm)) return fromNpm;
  const besideNode = path.join(
    path.dirname(process.execPath),
    "../lib/node_modules/npm/bin/npm-cli.js",
  );
  if (existsSync(besideNode)) return besideNode;
  const asked = spawnSync("npm", ["root", "--global"], { encoding: "utf8" });
  const global = path.join(asked.stdout?.trim() ?? "", "npm/bin/npm-cli.js");
  if (asked.status === 0 && existsSync(global)) return global;
  throw new SetupError(
    "npm was not found: please install Node 20 or newer with npm from https://nodejs.org.",
  );
}

module.exports = { npmPackagesAreReady, installNpmPackages, npmCommand };
