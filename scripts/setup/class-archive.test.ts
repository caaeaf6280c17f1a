/** The archive of classes: when set-up writes it, and what it says when that fails. */
import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { archiveOption } from "../../lib/embedded/class-archive";
import { DynamoError } from "../../lib/errors/errors";
import { ClassArchive, quickenStarts } from "./class-archive.js";
import { Progress } from "./progress.js";

const folder = mkdtempSync(path.join(tmpdir(), "class archive test "));
after(() => rmSync(folder, { recursive: true }));

const jar = path.join(folder, "a.jar");
const java = path.join(folder, "java", "bin");
mkdirSync(java, { recursive: true });
mkdirSync(path.join(folder, "java", "lib"));
for (const file of [jar, path.join(java, "../lib/modules")]) writeFileSync(file, "");
const sources = () => ({ java, options: ["-Xrs"], jarFolder: folder, jars: ["a.jar"] });

/** One that can't be written. */
class Failing extends ClassArchive {
  override dump(): Promise<void> {
    writeFileSync(path.join(this.folder, "draft.jsa"), "half of it");
    return Promise.reject(new Error("The disk is full."));
  }
}

/** Runs the step of set-up. Resolves with what it prints. */
async function printed(archive: InstanceType<typeof ClassArchive>): Promise<string> {
  let text = "";
  await quickenStarts(new Progress({ write: (more) => (text += more) }), archive);
  return text;
}

test("a failure is only reported, and tried again when a JAR has changed", async () => {
  const archive = new Failing(path.join(folder, "failing", "classes.jsa"), sources);
  assert.match(await printed(archive), /The disk is full\.\n.*remove .*failing and run: npm run/);
  assert.equal(await printed(archive), "");
  assert.deepEqual(readdirSync(archive.folder), [".set-up.json"]);
  utimesSync(jar, 1, 1);
  assert.match(await printed(archive), /The disk is full/);
});

test("a stamp that can't be written is only reported", async () => {
  const archive = new Failing(path.join(folder, "no stamp", "classes.jsa"), sources);
  archive.dump = () => {
    mkdirSync(archive.stampFile);
    return Promise.resolve();
  };
  assert.match(await printed(archive), /EISDIR.*\n.*npm run setup/);
});

test("no archive is written without Java, or where Java couldn't read it", async () => {
  const none = () => {
    throw new DynamoError("SetupIncomplete", "There is no Java.");
  };
  assert.equal(await printed(new ClassArchive(path.join(folder, "none", "classes.jsa"), none)), "");
  for (const place of ["a:b", "🦊"]) {
    const file = path.join(folder, place, "classes.jsa");
    assert.equal(await printed(new ClassArchive(file, sources)), "");
    assert.ok(!existsSync(path.dirname(file)));
    mkdirSync(path.dirname(file));
    writeFileSync(file, "");
    assert.deepEqual(archiveOption(file), []);
  }
});
