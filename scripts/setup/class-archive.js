"use strict";
// When Java starts DynamoDB Local, a third of its work is to read and check thousands of classes. An
// archive has them ready. It is valid only for this Java, these JARs and these options.
const { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } = require("node:fs");
const path = require("node:path");
const { run } = require("./children.js");
const { inProject, root } = require("./project.js");
const { hashOfFiles, hasStamp, writeStamp } = require("./stamps.js");

/** What the build has made of a file in lib/. @param {string} name */
const built = (name) => require(inProject("build", "lib", "embedded", name));

/**
 * What an archive is made from: the folder of `java`, its options, the JARs' folder, and the JARs.
 * @typedef {{ java: string, options: string[], jarFolder: string, jars: string[] }} Sources
 */

/** @returns {Sources} */
function installed() {
  const { findJar, findJava } = built("find-java.js");
  const { JAVA_OPTIONS, libraries } = built("java-arguments.js");
  const jarFolder = findJar();
  return { java: findJava(), options: JAVA_OPTIONS, jarFolder, jars: libraries(jarFolder) };
}

class ClassArchive {
  /** @param {string} file where it is written @param {() => Sources} sources */
  constructor(file = built("class-archive.js").CLASS_ARCHIVE, sources = installed) {
    this.file = file;
    this.folder = path.dirname(file);
    this.stampFile = path.join(this.folder, ".set-up.json");
    this.sources = sources;
  }

  /** Returns whether there is nothing to do. Where Java or a JAR is missing, connect() says so. */
  isReady() {
    if (!built("class-archive.js").canHaveArchive(this.file)) return true;
    try {
      const stamp = this.wantedStamp();
      if (hasStamp(this.stampFile, { ...stamp, failed: true })) return true;
      return hasStamp(this.stampFile, { ...stamp, failed: false }) && existsSync(this.file);
    } catch (error) {
      const { code } = /** @type {{ code?: unknown }} */ (error);
      if (code !== "SetupIncomplete" && code !== "ENOENT") throw error;
      return true;
    }
  }

  wantedStamp() {
    const { java, options, jarFolder, jars } = this.sources();
    const files = [
      path.join(java, "../lib/modules"),
      ...jars.map((jar) => path.join(jarFolder, jar)),
    ];
    const writers = ["class-archive.js", "class-list.ts"].map((name) =>
      inProject("scripts", "setup", name),
    );
    return { options, files: files.map(state), writers: hashOfFiles(root, writers) };
  }

  /** Writes it. After a failure it isn't tried again with the same sources. */
  async write() {
    const stamp = this.wantedStamp();
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder, { recursive: true });
    try {
      await this.dump(path.join(this.folder, "classes.txt"), path.join(this.folder, "draft.jsa"));
    } catch (error) {
      // What has been written may have filled the disk.
      for (const name of readdirSync(this.folder)) rmSync(path.join(this.folder, name));
      writeStamp(this.stampFile, { ...stamp, failed: true });
      throw error;
    }
    writeStamp(this.stampFile, { ...stamp, failed: false });
  }

  /** @param {string} classList @param {string} draft */
  async dump(classList, draft) {
    const { java, options, jarFolder, jars } = this.sources();
    const env = built("clean-environment.js").cleanEnvironment();
    await run({
      program: process.execPath,
      args: [inProject("build", "scripts", "setup", "class-list.js"), classList],
      env: {
        ...env,
        // It finds Java there, unless it is the wheel's.
        JAVA_HOME: path.dirname(java),
        AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
      },
      onFailure: "DynamoDB Local could not tell which classes it uses: see above.",
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
      env,
      onFailure: "Java could not write an archive of DynamoDB Local's classes: see above.",
    });
    rmSync(classList);
    renameSync(draft, this.file);
  }
}

/** What Java compares, too: size, and time in whole seconds. @param {string} file */
function state(file) {
  const { size, mtimeMs } = statSync(file);
  return [path.basename(file), size, Math.floor(mtimeMs / 1000)];
}

/**
 * Lets the database start quickly. It also starts without the archive, so a failure is only reported.
 * @param {import("./progress.js").Progress} progress
 */
async function quickenStarts(progress, archive = new ClassArchive()) {
  if (archive.isReady()) return;
  try {
    await progress.step("Preparing quick starts of the database", () => archive.write());
  } catch (error) {
    const { message, output = [] } = /** @type {{ message: string, output?: string[] }} */ (error);
    const advice = `Databases will start a little later. To try again, remove ${archive.folder} and run: npm run setup`;
    progress.say([...output, message, advice].join("\n"));
  }
}

module.exports = { ClassArchive, quickenStarts };
