"use strict";
const { existsSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { majorOf } = require("./node-version.js");
const { inProject, root, tempFolder } = require("./project.js");
const { SetupError } = require("./setup-error.js");
const { hashOfFiles, hasStamp, readStamp, writeStamp } = require("./stamps.js");

const lockFile = inProject("package-lock.json");
// `npm ci` removes node_modules first, and the stamp with it.
const stampFile = inProject("node_modules", ".set-up.json");

const wantedStamp = () => ({
  lock: hashOfFiles(root, [lockFile]),
  machine: `${process.platform}-${process.arch}`,
  node: majorOf(process.version),
});

const npmPackagesAreReady = () => hasStamp(stampFile, wantedStamp());

/** @param {(detail: string) => void} tell */
async function installNpmPackages(tell) {
  const stamp = wantedStamp();
  const locked = Object.keys(/** @type {object} */ (readStamp(lockFile)?.packages ?? {}));
  const fetched = new Set();
  const npm = npmCommand();
  await run({
    ...npm,
    // Development packages are needed to build, also where the environment says NODE_ENV=production.
    args: npm.args.concat(
      "ci --include=dev --loglevel http --no-progress --no-audit --no-fund".split(" "),
    ),
    env: { ...npm.env, TMPDIR: tempFolder },
    onFailure:
      "npm could not install the packages: see above, check the network, then run the same command again.",
    onLine: (line) => {
      const [, address] = /http fetch GET 200 (\S+\.tgz) /.exec(line) ?? [];
      if (address) fetched.add(address);
      // The first of the locked packages is the project itself.
      tell(`${fetched.size} of ${locked.length - 1} packages fetched`);
    },
    pick: (lines) => lines.filter((line) => !/npm http (fetch GET 200|cache)/.test(line)),
  });
  tell(`${fetched.size} packages fetched`);
  writeStamp(stampFile, stamp);
}

/** npm as a program that ends when this process ends. */
function npmCommand() {
  return {
    program: process.execPath,
    args: ["--require", path.join(__dirname, "watch-npm.js"), npmCli()],
    env: { ...process.env, DYNAMODB_IN_EXAMPLES_SETUP: String(process.pid) },
  };
}

/** npm's own program file: of the npm that runs us, else of the one beside Node. */
function npmCli() {
  const besideNode = path.resolve(process.execPath, "../../lib/node_modules/npm/bin/npm-cli.js");
  const found = [process.env.npm_execpath ?? "", besideNode].find(
    (file) => file.endsWith("npm-cli.js") && existsSync(file),
  );
  if (found !== undefined) return found;
  throw new SetupError("npm was not found: please start this through npm, as in npm start.");
}

module.exports = { npmPackagesAreReady, installNpmPackages, npmCommand };
