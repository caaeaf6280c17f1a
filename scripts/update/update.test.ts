/** Updates of small checkouts, from a repository in a temporary folder. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { Checkout } from "../git";
import { joined, notebookText, type Cell, type Notebook } from "../notebooks/notebook";
import { update } from "./update";

// Nothing of this machine's own settings, hooks and repositories.
for (const name of Object.keys(process.env)) if (name.startsWith("GIT_")) delete process.env[name];
Object.assign(process.env, { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_NOSYSTEM: "1" });

const temp = mkdtempSync(path.join(tmpdir(), "update test "));
after(() => rmSync(temp, { recursive: true }));

type Files = Record<string, string | undefined>;

const write = (folder: string, files: Files) => {
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    if (text === undefined) rmSync(file);
    else writeFileSync(file, text);
  }
};

const git = (folder: string, ...args: string[]) =>
  execFileSync("git", ["-C", folder, "-c", "user.name=a", "-c", "user.email=a@b", ...args], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();

function commit(folder: string, files: Files): void {
  write(folder, files);
  git(folder, "add", "--all");
  git(folder, "commit", "-q", "-m", "next");
}

const code = (id: string, source: string, printed: string[] = []): Cell => ({
  cell_type: "code",
  execution_count: 1,
  id,
  metadata: {},
  outputs: printed.map((text) => ({ name: "stdout", output_type: "stream", text: [text] })),
  source,
});
const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});
const notebook = (...cells: Cell[]) =>
  notebookText({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 });

const version = (number: string) => JSON.stringify({ version: number });
const CHAPTER = "notebooks/01-wallet.ipynb";
const cells = {
  header: markdown("header", "# Wallet"),
  step: code("step", "console.log(1)", ["1\n"]),
  task: markdown("pay-task", "Write `pay`."),
  answer: code("pay", "const pay = todo;"),
  check: code("pay-check", "await check(db, { pay });", ["not yet\n"]),
  end: markdown("end", "The end."),
};
const { header, step, task, answer, check, end } = cells;
const FIRST: Files = {
  "package.json": version("0.1.0"),
  "lib/index.ts": "one\ntwo\nthree\nfour\nfive\nsix\n",
  ".gitignore": "*.mine*.ipynb\nbackups/\n",
  [CHAPTER]: notebook(header, step, task, answer, check, end),
};
const PAID = code("pay", "const pay = () => 1;", ["mine\n"]);

/** Clones are copies of one: git would start seven processes for each. */
const original = path.join(temp, "original");
const [AUTHOR, LEARNER] = ["author", "learner's own"];
{
  const [author, root] = [AUTHOR, LEARNER].map((name) => path.join(original, name)) as [
    string,
    string,
  ];
  // Without a template there are no samples of hooks to copy.
  git(temp, "init", "-q", "--template=", "--initial-branch=main", author);
  commit(author, FIRST);
  git(temp, "clone", "-q", "--template=", author, root);
  git(root, "remote", "set-url", "origin", `../${AUTHOR}`);
}
let count = 0;

/** A learner's clone of the first version, and its author, who publishes more. */
function clone(): { root: string; publish: (files: Files) => void; folder: string } {
  const folder = path.join(temp, `case ${(count += 1)}`);
  cpSync(original, folder, { recursive: true });
  const publish = (files: Files) =>
    commit(path.join(folder, AUTHOR), { "package.json": version("0.2.0"), ...files });
  return { root: path.join(folder, LEARNER), publish, folder };
}

/** Updates, and returns what the learner is told. */
function updated(root: string): string {
  const told: string[] = [];
  update(new Checkout(root), (line) => told.push(line));
  return told.join("\n");
}

const read = (root: string, name: string) => readFileSync(path.join(root, name), "utf8");
const cellsOf = (root: string, name = CHAPTER) =>
  (JSON.parse(read(root, name)) as Notebook).cells.map(({ id, source }) => [id, joined(source)]);
const backupOf = (root: string) => {
  const [folder] = readdirSync(path.join(root, "backups"));
  return path.join("backups", folder ?? "");
};

test("without anything new, nothing happens", () => {
  const { root } = clone();
  write(root, { [CHAPTER]: "mine" });
  assert.equal(updated(root), "This is the newest version.");
  assert.equal(read(root, CHAPTER), "mine");
});

test("a clean checkout gets the new version, renamed and removed files included", () => {
  const { root, publish } = clone();
  publish({ "lib/index.ts": undefined, "lib/client/connect.ts": "new", "run.sh": "echo" });
  assert.match(updated(root), /^The workbook is now version 0\.2\.0 \(you had 0\.1\.0\): [^\n]*$/);
  assert.equal(git(root, "status", "--porcelain"), "");
  assert.equal(git(root, "rev-parse", "HEAD"), git(root, "rev-parse", "@{upstream}"));
  assert.deepEqual(readdirSync(path.join(root, "lib")), ["client"]);
  assert.equal(existsSync(path.join(root, "backups")), false);
});

test("a chapter of which only outputs changed is as delivered then", () => {
  const { root, publish } = clone();
  const ran = { ...step, outputs: [], execution_count: 7 };
  write(root, { [CHAPTER]: notebook(header, ran, task, answer, check, end) });
  const next = notebook(header, code("step", "console.log(2)", ["2\n"]), task, answer, check, end);
  publish({ [CHAPTER]: next });
  updated(root);
  assert.equal(read(root, CHAPTER), next);
  assert.equal(git(root, "status", "--porcelain"), "");
  assert.match(read(root, path.join(backupOf(root), CHAPTER)), /"execution_count": 7/);
});

test("answers and own cells stay, in the new version's chapter", () => {
  const { root, publish } = clone();
  const note = markdown("0a1b2c3d", "My note.");
  const mine = notebook(header, step, task, PAID, note, check, end);
  write(root, { [CHAPTER]: mine });
  publish({
    [CHAPTER]: notebook(
      header,
      code("new", "3"),
      step,
      task,
      answer,
      check,
      markdown("end", "Bye."),
    ),
  });
  const told = updated(root);
  assert.deepEqual(
    cellsOf(root).map(([id]) => id),
    ["header", "new", "step", "pay-task", "pay", "0a1b2c3d", "pay-check", "end"],
  );
  assert.deepEqual(cellsOf(root)[4], ["pay", "const pay = () => 1;"]);
  assert.match(read(root, CHAPTER), /mine\\n/);
  assert.match(told, /01-wallet\.ipynb: your text stays in `pay`; your own cell stays\./);
  const backup = backupOf(root);
  assert.ok(told.includes(backup), told);
  assert.equal(read(root, path.join(backup, CHAPTER)), mine);
  assert.equal(git(root, "status", "--porcelain"), `M ${CHAPTER}`);
});

test("an answer to an exercise whose task changed stays, and the learner is told", () => {
  const { root, publish } = clone();
  write(root, { [CHAPTER]: notebook(header, step, task, PAID, check, end) });
  const other = markdown("pay-task", "Write `pay`, in cents.");
  publish({ [CHAPTER]: notebook(header, step, other, answer, check, end) });
  assert.match(updated(root), /asks for something else in `pay`: check your answer again/);
  assert.deepEqual(cellsOf(root)[3], ["pay", "const pay = () => 1;"]);
});

test("an answer in a cell that changed too is kept below it, as text that doesn't run", () => {
  const { root, publish } = clone();
  write(root, { [CHAPTER]: notebook(header, step, task, PAID, check, end) });
  const now = code("pay", "const pay = async () => todo;");
  publish({ [CHAPTER]: notebook(header, step, task, now, check, end) });
  assert.match(updated(root), /the new version changed `pay`: yours is in the cell below it/);
  const [, , , theirs, mine] = cellsOf(root);
  assert.deepEqual(theirs, ["pay", "const pay = async () => todo;"]);
  assert.equal(mine?.[0], "pay-mine");
  assert.match(mine?.[1] ?? "", /```typescript\nconst pay = \(\) => 1;\n```$/);
  // The next update takes it along.
  publish({ "package.json": version("0.3.0"), "lib/index.ts": "one\n" });
  updated(root);
  assert.deepEqual(cellsOf(root)[4], mine);
});

test("own notebooks and helper files stay untouched", () => {
  const { root, publish } = clone();
  const own = { "notebooks/my-lesson.ipynb": "{ broken", "notebooks/helpers.ts": "export {};" };
  write(root, own);
  publish({ "notebooks/02-views.ipynb": notebook(header) });
  updated(root);
  for (const [name, text] of Object.entries(own)) assert.equal(read(root, name), text);
});

test("own files make room for new ones of the same name, and are kept", () => {
  const { root, publish } = clone();
  write(root, { "notebooks/02-views.ipynb": "mine", "notebooks/helpers.ts": "mine" });
  publish({ "notebooks/02-views.ipynb": "theirs", "notebooks/helpers.ts": "theirs" });
  const told = updated(root);
  assert.match(told, /02-views\.ipynb: .*yours is now notebooks\/02-views\.mine\.ipynb/);
  const backup = backupOf(root);
  assert.ok(told.includes(`yours is now ${backup}/notebooks/helpers.ts`), told);
  const named = ["notebooks/02-views.ipynb", "notebooks/helpers.ts"];
  assert.deepEqual(
    named.map((name) => read(root, name)),
    ["theirs", "theirs"],
  );
  assert.equal(read(root, "notebooks/02-views.mine.ipynb"), "mine");
  assert.equal(read(root, `${backup}/notebooks/helpers.ts`), "mine");
});

test("a chapter that isn't a notebook any more is kept beside the delivered one", () => {
  const { root, publish } = clone();
  write(root, { [CHAPTER]: '{ "cells": [' });
  const next = notebook(header);
  publish({ [CHAPTER]: next });
  assert.match(updated(root), /can't be merged with yours.*notebooks\/01-wallet\.mine\.ipynb/);
  assert.equal(read(root, CHAPTER), next);
  assert.equal(read(root, "notebooks/01-wallet.mine.ipynb"), '{ "cells": [');
});

test("answers follow a chapter that was renamed; those of a removed one are kept", () => {
  const { root, publish } = clone();
  write(root, { [CHAPTER]: notebook(header, step, task, PAID, check, end) });
  const renamed = "notebooks/02-purse.ipynb";
  publish({
    [CHAPTER]: undefined,
    [renamed]: notebook(header, step, task, answer, check, markdown("end", "Bye.")),
  });
  updated(root);
  assert.equal(existsSync(path.join(root, CHAPTER)), false);
  assert.deepEqual(cellsOf(root, renamed)[3], ["pay", "const pay = () => 1;"]);
  publish({ "package.json": version("0.3.0"), [renamed]: undefined });
  assert.match(updated(root), /doesn't have it any more; yours is now notebooks\/02-purse\.mine/);
  assert.deepEqual(cellsOf(root, "notebooks/02-purse.mine.ipynb")[3]?.[0], "pay");
});

test("changes of the library's files are merged by lines, or kept in the backup", () => {
  const { root, publish } = clone();
  write(root, { "lib/index.ts": "one\ntwo\nthree\nfour\nfive\nSIX\n" });
  publish({ "lib/index.ts": "ONE\ntwo\nthree\nfour\nfive\nsix\n" });
  assert.match(updated(root), /lib\/index\.ts: your lines stay/);
  assert.equal(read(root, "lib/index.ts"), "ONE\ntwo\nthree\nfour\nfive\nSIX\n");
  rmSync(path.join(root, "backups"), { recursive: true });
  publish({ "package.json": version("0.3.0"), "lib/index.ts": "ONE\ntwo\nthree\nfour\nfive\n6\n" });
  const told = updated(root);
  assert.equal(read(root, "lib/index.ts"), "ONE\ntwo\nthree\nfour\nfive\n6\n");
  assert.ok(told.includes(`yours is now ${backupOf(root)}/lib/index.ts`), told);
  assert.match(read(root, `${backupOf(root)}/lib/index.ts`), /SIX/);
});

test("own commits stay in the history, and a merge follows them", () => {
  const { root, publish } = clone();
  commit(root, {
    [CHAPTER]: notebook(header, step, task, PAID, check, end),
    "notebooks/helpers.ts": "mine",
  });
  const own = git(root, "rev-parse", "HEAD");
  const next = (text: string) => notebook(header, step, task, answer, check, markdown("end", text));
  for (const [number, text] of [
    ["0.2.0", "Bye."],
    ["0.3.0", "Good-bye."],
  ] as const) {
    publish({ "package.json": version(number), [CHAPTER]: next(text) });
    updated(root);
    assert.equal(git(root, "status", "--porcelain"), "");
    assert.equal(
      git(root, "merge-base", "HEAD", "@{upstream}"),
      git(root, "rev-parse", "@{upstream}"),
    );
    assert.equal(git(root, "merge-base", "HEAD", own), own);
    assert.deepEqual(cellsOf(root)[3], ["pay", "const pay = () => 1;"]);
    assert.deepEqual(cellsOf(root).at(-1), ["end", text]);
    assert.equal(git(root, "show", "HEAD:notebooks/helpers.ts"), "mine");
  }
});

test("an update that failed at any point can run again, and loses nothing", () => {
  /** Fails at a call of git. */
  class Failing extends Checkout {
    constructor(
      root: string,
      private left: number,
    ) {
      super(root);
    }
    override git(...args: string[]): Buffer {
      if ((this.left -= 1) < 0) throw new Error("planted");
      return super.git(...args);
    }
  }
  let failed = true;
  for (let calls = 0; failed; calls += 1) {
    const { root, publish } = clone();
    write(root, {
      [CHAPTER]: notebook(header, step, task, PAID, check, end),
      "notebooks/02-views.ipynb": "mine",
      "lib/index.ts": "one\ntwo\nthree\nfour\nfive\nSIX\n",
    });
    const now = code("pay", "const pay = async () => todo;");
    publish({
      [CHAPTER]: undefined,
      "notebooks/03-wallet.ipynb": notebook(header, step, task, now, check, end),
      "notebooks/02-views.ipynb": "theirs",
      "lib/index.ts": "ONE\ntwo\nthree\nfour\nfive\nsix\n",
    });
    failed = false;
    try {
      update(new Failing(root, calls), () => undefined);
    } catch (error) {
      failed = true;
      assert.match(String(error), /planted/);
      updated(root);
    }
    assert.equal(git(root, "rev-parse", "HEAD"), git(root, "rev-parse", "@{upstream}"), `${calls}`);
    assert.equal(existsSync(path.join(root, CHAPTER)), false);
    const [, , , theirs, mine] = cellsOf(root, "notebooks/03-wallet.ipynb");
    assert.deepEqual([theirs?.[0], mine?.[0]], ["pay", "pay-mine"], `${calls}`);
    assert.equal(read(root, "notebooks/02-views.mine.ipynb"), "mine");
    assert.equal(read(root, "lib/index.ts"), "ONE\ntwo\nthree\nfour\nfive\nSIX\n");
    assert.equal(cellsOf(root, "notebooks/03-wallet.ipynb").length, 7);
    if (calls > 3) assert.ok(readdirSync(path.join(root, "backups")).length > 0);
  }
});

test("what can't be updated gets one sentence, and stays as it is", () => {
  const { root, publish, folder } = clone();
  write(root, { [CHAPTER]: "mine" });
  publish({ [CHAPTER]: "theirs" });
  const refused = (place: string, message: RegExp) =>
    assert.throws(() => updated(place), { name: "SetupError", message });
  renameSync(path.join(folder, AUTHOR), path.join(folder, "away"));
  refused(root, /can't be downloaded from origin\/main, so nothing was changed: check the network/);
  assert.equal(read(root, CHAPTER), "mine");
  renameSync(path.join(folder, "away"), path.join(folder, AUTHOR));
  git(root, "branch", "--unset-upstream");
  refused(root, /follows no other.*git branch --set-upstream-to=origin\/main/);
  refused(folder, /wasn't made by git clone/);
  git(folder, "init", "-q", "other");
  refused(path.join(folder, "other"), /has no commit yet/);
  const { PATH } = process.env;
  try {
    process.env["PATH"] = folder;
    refused(root, /needs git: install it/);
  } finally {
    process.env["PATH"] = PATH;
  }
  assert.equal(read(root, CHAPTER), "mine");
});

test("answers that git was told to overlook are kept, too", () => {
  for (const flag of ["--skip-worktree", "--assume-unchanged"]) {
    const { root, publish } = clone();
    git(root, "update-index", flag, CHAPTER);
    write(root, { [CHAPTER]: notebook(header, step, task, PAID, check, end) });
    const newStep = code("step", "console.log(2)");
    publish({ [CHAPTER]: notebook(header, newStep, task, answer, check, end) });
    assert.match(updated(root), /your text stays in `pay`/);
    const sources = cellsOf(root).map(([, source]) => source);
    assert.ok(sources.includes(joined(PAID.source)), flag);
    assert.ok(sources.includes("console.log(2)"), flag);
    assert.ok(existsSync(path.join(root, "backups")));
  }
});

test("a learner's file where a folder goes, or the reverse, is named and stays", () => {
  const { root, publish } = clone();
  publish({ "notebooks/helpers/x.ts": "theirs" });
  const refused = () => {
    const message = /You have a \w+ notebooks\/helpers\S*, and .*rename yours/;
    assert.throws(() => updated(root), { name: "SetupError", message });
  };
  write(root, { "notebooks/helpers": "mine" });
  refused();
  assert.equal(read(root, "notebooks/helpers"), "mine");
  write(root, { "notebooks/helpers": undefined });
  write(root, { "notebooks/helpers/x.ts/own.ts": "mine" });
  refused();
  renameSync(path.join(root, "notebooks/helpers"), path.join(root, "notebooks/own"));
  updated(root);
  assert.equal(read(root, "notebooks/helpers/x.ts"), "theirs");
  assert.equal(read(root, "notebooks/own/x.ts/own.ts"), "mine");
});

test("no branch, a lock and a repository in the environment", () => {
  const { root, publish, folder } = clone();
  publish({ "lib/index.ts": "theirs" });
  const refused = (message: RegExp) =>
    assert.throws(() => updated(root), { name: "SetupError", message });
  git(root, "checkout", "-q", "--detach");
  refused(/No branch is checked out here.*git switch main/);
  git(root, "switch", "-q", "main");
  const lock = path.join(root, ".git", "index.lock");
  writeFileSync(lock, "");
  refused(/Another git command .*delete .*index\.lock/);
  rmSync(lock);
  process.env["GIT_DIR"] = path.join(folder, AUTHOR, ".git");
  try {
    updated(root);
  } finally {
    delete process.env["GIT_DIR"];
  }
  assert.equal(read(root, "lib/index.ts"), "theirs");
});

test("an unfinished merge is named", () => {
  const { root, publish } = clone();
  commit(root, { "lib/index.ts": "mine" });
  publish({ "lib/index.ts": "theirs" });
  assert.throws(() => git(root, "pull", "-q", "--no-rebase"));
  assert.throws(() => updated(root), {
    name: "SetupError",
    message: /merge or rebase is unfinished/,
  });
});
