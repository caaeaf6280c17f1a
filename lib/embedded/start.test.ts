import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { withVariables } from "../../scripts/testing/variables";
import { ANSWER_LIMIT } from "../errors/limits";
import { archiveOption } from "./class-archive";
import { cleanEnvironment } from "./clean-environment";
import { findJava } from "./find-java";
import { FirstAndLast } from "./first-and-last";
import { startServer } from "./server";
import { SURROUNDINGS } from "./start.cases";
import { createWorkFolder } from "./work-folder";

const temp = mkdtempSync(path.join(tmpdir(), "start test "));
after(() => rmSync(temp, { recursive: true }));

const pipe = path.join(temp, "pipe");
execFileSync("mkfifo", [pipe]);
/** A file that doesn't end, since it is open for writing as well. */
const lifeline = openSync(pipe, "r+");
after(() => closeSync(lifeline));
const java = path.join(findJava(), "java");

test("no setting for other programs keeps the database from starting", async () => {
  await withVariables(Object.fromEntries(SURROUNDINGS), async () => {
    const server = await startServer();
    assert.ok(await server.answers());
    await server.stop();
    assert.ok(!(await server.answers()));
  });
});

test("Java uses the archive of classes that set-up has written", async () => {
  const option = archiveOption();
  assert.equal(option.length, 1);
  // `-Xshare:on` makes Java fail if it can't use the archive.
  const server = await startServer(ANSWER_LIMIT, [...option, "-Xshare:on"]);
  await server.stop();
});

test("the database's processes see none of them", () => {
  const { LC_ALL, PATH, ...rest } = cleanEnvironment(Object.fromEntries(SURROUNDINGS));
  assert.equal(LC_ALL, "C.UTF-8");
  assert.match(PATH ?? "", /:\/usr\/bin:\/bin$/);
  assert.deepEqual(rest, { HOME: "/missing", TMPDIR: "/missing" });
});

test("the first place that does is used, and nothing stays in the others", () => {
  const colon = path.join(temp, "a:b");
  const good = path.join(temp, "it's good");
  for (const folder of [colon, good]) mkdirSync(folder);
  const folder = createWorkFolder(java, lifeline, ["/missing", colon, good, "/missing too"]);
  assert.equal(path.dirname(folder.path), good);
  folder.remove();
  assert.deepEqual(
    [colon, good].flatMap((place) => readdirSync(place)),
    [],
  );
});

test("a relative TMPDIR starts from this program's folder, and Java runs in another", async () => {
  await withVariables({ TMPDIR: "." }, () => {
    const folder = createWorkFolder(java, lifeline);
    folder.remove();
    assert.ok(path.isAbsolute(folder.path));
    assert.equal(path.dirname(folder.path), process.cwd());
  });
});

test("without any place, each is named with its reason, and what to do", () => {
  assert.throws(() => createWorkFolder(java, lifeline, ["/missing", path.join(temp, "a:b")]), {
    message: /\/missing \(ENOENT.*a:b \(its name has a colon\).*TMPDIR/,
  });
});

test("of a long output its beginning and its end are kept", () => {
  const output = new FirstAndLast(4);
  for (const text of ["", "ab", "cdef", "gh"]) output.add(text);
  assert.equal(output.toString(), "abcdefgh");
  output.add("ij");
  assert.equal(output.toString(), "abcd\n…\nghij");
});
