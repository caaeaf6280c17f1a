"use strict";
const { existsSync, rmSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { loadAtFirstUse } = require("./lazy-index.js");
const { inProject, root, tempFolder } = require("./project.js");
const { filesBelow, hashOfFiles, hasStamp, writeStamp } = require("./stamps.js");

const stampFile = inProject("build", ".set-up.json");
const folders = ["lib", "scripts", path.join("notebooks", "exercises")];

function wantedStamp() {
  const sources = folders.flatMap((name) => filesBelow(inProject(name), [".ts", ".js", ".json"]));
  const options = [inProject("tsconfig.json"), inProject("package-lock.json")];
  return { sources: hashOfFiles(root, [...sources, ...options]) };
}

const isBuilt = () => hasStamp(stampFile, wantedStamp());

async function build() {
  const stamp = wantedStamp();
  // A killed build may have left anything: then the compiler must not rely on its notes.
  if (!existsSync(stampFile)) rmSync(inProject("build", ".tsbuildinfo"), { force: true });
  rmSync(stampFile, { force: true });
  await run({
    program: process.execPath,
    args: [inProject("node_modules", "typescript", "bin", "tsc"), "-p", root],
    env: { ...process.env, TMPDIR: tempFolder },
    onFailure: "The project's TypeScript does not compile: see above.",
  });
  loadAtFirstUse(inProject("build", "lib", "index.js"));
  removeOrphans();
  writeStamp(stampFile, stamp);
}

/** Removes what was built from sources that are gone, so that no old test runs. */
function removeOrphans() {
  for (const folder of folders.filter((name) => existsSync(inProject("build", name)))) {
    for (const file of filesBelow(inProject("build", folder), [".js", ".js.map", ".d.ts"])) {
      const source = inProject(path.relative(inProject("build"), file)).replace(
        /(\.js|\.js\.map|\.d\.ts)$/,
        "",
      );
      if (!existsSync(`${source}.ts`) && !existsSync(`${source}.js`)) rmSync(file);
    }
  }
}

module.exports = { isBuilt, build };
