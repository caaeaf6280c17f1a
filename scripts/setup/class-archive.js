"use strict";
// Half of what Java does when it starts DynamoDB Local is to read and check thousands of classes.
// An archive has them ready. It is written by a Java that has just run DynamoDB Local, and fits only
// this Java and these JARs.
const { mkdirSync, readFileSync, renameSync, rmSync, statSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { inProject } = require("./project.js");
const { hasStamp, writeStamp } = require("./stamps.js");

/** What the build has made of a file in lib/. @param {string} name */
const built = (name) => require(inProject("build", name));

const folder = inProject("build", "class-archive");
const stampFile = path.join(folder, ".set-up.json");
const classList = path.join(folder, "classes.txt");
const draft = path.join(folder, "draft.jsa");

/**
 * The Java, its options, and the JARs that the archive is made from.
 * @returns {{ java: string, jarFolder: string, options: string[], jars: string[] }}
 */
function sources() {
  const { findJar, findJava } = built("lib/embedded/find-java.js");
  const { JAVA_OPTIONS, libraries } = built("lib/embedded/java-arguments.js");
  const jarFolder = findJar();
  return { java: findJava(), jarFolder, options: JAVA_OPTIONS, jars: libraries(jarFolder) };
}

function wantedStamp() {
  const { java, jarFolder, options, jars } = sources();
  const release = readFileSync(path.join(java, "../release"), "utf8");
  return { release, options, jars: jars.map((jar) => state(path.join(jarFolder, jar))) };
}

/** What Java compares, too, before it uses the archive. @param {string} jar */
function state(jar) {
  const { size, mtimeMs } = statSync(jar);
  return [path.basename(jar), size, mtimeMs];
}

/** Whether there is nothing to do. Without Java there is no archive either; connect() says so. */
function classArchiveIsReady() {
  try {
    return hasStamp(stampFile, wantedStamp());
  } catch (error) {
    if (/** @type {{ code?: unknown }} */ (error).code !== "SetupIncomplete") throw error;
    return true;
  }
}

/** Writes the archive. If that fails, it isn't tried again with the same Java and JARs. */
async function writeClassArchive() {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const stamp = wantedStamp();
  await write().finally(() => writeStamp(stampFile, stamp));
}

async function write() {
  const { java, jarFolder, options, jars } = sources();
  await run({
    program: process.execPath,
    args: [inProject("build", "scripts", "setup", "class-list.js"), classList],
    env: { ...process.env, AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    onFailure: "DynamoDB Local did not start: see above.",
  });
  await run({
    program: path.join(java, "java"),
    args: [
      ...options,
      "-Xshare:dump",
      `-XX:SharedClassListFile=${classList}`,
      `-XX:SharedArchiveFile=${draft}`,
      "-cp",
      jars.join(path.delimiter),
    ],
    folder: jarFolder,
    onFailure: "Java could not write an archive of DynamoDB Local's classes: see above.",
  });
  renameSync(draft, built("lib/embedded/class-archive.js").CLASS_ARCHIVE);
  rmSync(classList);
}

module.exports = { classArchiveIsReady, writeClassArchive };
