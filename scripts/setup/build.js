"use strict";
const { existsSync, rmSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { inProject, root } = require("./project.js");
const { filesBelow, hashOfFiles, hasStamp, writeStamp } = require("./stamps.js");

const stampFile = inProject("build", ".set-up.json");
const folders = ["lib", "scripts", path.join("notebooks", "exercises")];

function wantedStamp() {
  const sources = folders.flatMap((folder) =>
    filesBelow(inProject(folder), [".ts", ".js", ".json"]),
  );
  return {
    sources: hashOfFiles(root, [
      ...sources,
      inProject("tsconfig.json"),
      inProject("package-lock.json"),
    ]),
  };
}

function isBuilt() {
  return hasStamp(stampFile, wantedStamp());
}

/** @param {string} temp */
async function build(temp) {
  const stamp = wantedStamp();
  // Without a stamp nobody knows what a killed build has left: then the compiler must not rely on its notes.
  if (!existsSync(stampFile)) rmSync(inProject("build", ".tsbuildinfo"), { force: true });
  rmSync(stampFile, { force: true });
  await run({
    program: process.execPath,
    args: [inProject("node_modules", "typescript", "bin", "tsc"), "-p", root],
    env: { ...process.env, TMPDIR: temp },
    onFailure: "The project's TypeScript does not compile: see above.",
  });
  removeOrphans();
  writeStamp(stampFile, stamp);
}

/** Removes what was built from sources that are gone, so that no test of yesterday runs. */
function removeOrphans() {
  for (const folder of folders.filter((name) => existsSync(inProject("build", name)))) {
    for (const file of filesBelow(inProject("build", folder), [".js", ".js.map", ".d.ts"])) {
      const source = path
        .join(root, path.relative(inProject("build"), file))
        .replace(/(\.js|\.js\.map|\.d\.ts)$/, "");
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.js`)) rmSync(file);
    }
  }
}

module.exports = { isBuilt, build };
