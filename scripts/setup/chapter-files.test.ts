import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { chapters, leftOut } from "../notebooks/notebook";
import { chapterFiles } from "./chapter-files.js";
import { inProject } from "./project.js";

const folder = mkdtempSync(path.join(tmpdir(), "chapter files "));
after(() => rmSync(folder, { recursive: true }));
const contents = "00-contents.ipynb";
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

test("chapters are what the contents link to; others are left out, numbered or broken, and named", () => {
  const delivered = chapters().map((file) => path.basename(file));
  assert.equal(delivered[0], contents);
  assert.ok(delivered.length > 6, delivered.join());
  cpSync(inProject("notebooks"), folder, { recursive: true });
  const before = leftOut(folder);
  for (const name of ["97-mine.ipynb", "my-test-lesson.ipynb", "my-test-lesson.mine-2.ipynb"])
    write(name, "{ broken");
  assert.deepEqual(chapterFiles(folder), delivered);
  assert.notDeepEqual(leftOut(folder), before);
  const [said = ""] = leftOut(folder);
  assert.match(said, /^Left out: .*notebooks\/97-mine\.ipynb.*, notebooks\/my-test-lesson\.ipynb/);
  assert.doesNotMatch(said, /mine-2/);
});

test("a chapter that doesn't exist gets a sentence with those that do", () =>
  assert.throws(() => chapters(["97"]), {
    name: "SetupError",
    message: /^No chapter is named 97\. There are: 00-contents\.ipynb, 01-/,
  }));

test("contents that can't be read get a sentence that restores them", () => {
  write(contents, "{ broken");
  const expected = { name: "SetupError", message: /"npm run reset -- 00" restores it/ };
  assert.throws(() => chapterFiles(folder), expected);
  rmSync(path.join(folder, contents));
  assert.throws(() => chapterFiles(folder), expected);
});
