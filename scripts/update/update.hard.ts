/** `npm run update` of the whole project: it is set up, and trusted, as before. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { joined, notebookText, readNotebook, type Cell } from "../notebooks/notebook";
import { ProjectCopy } from "../testing/project-copy";

let copy: ProjectCopy;
before(() => (copy = new ProjectCopy()));
after(() => copy.remove());

const CHAPTER = "notebooks/01-user-wallet.ipynb";
const change = (folder: string, changed: (cell: Cell) => string | undefined) => {
  const file = path.join(folder, CHAPTER);
  const notebook = readNotebook(file);
  const cells = notebook.cells.map((cell) => ({ ...cell, source: changed(cell) ?? cell.source }));
  writeFileSync(file, notebookText({ ...notebook, cells }));
};

/** The cell with a stub: the check of its answer follows it. */
function exercise(): string {
  const ids = readNotebook(path.join(copy.root, CHAPTER)).cells.map(({ id }) => id);
  return ids.find((id) => ids.includes(`${id}-check`)) ?? assert.fail("no exercise");
}

const inVenv = (...args: string[]) =>
  execFileSync(path.join(copy.root, ".venv", "bin", "python"), args, {
    cwd: copy.root,
    encoding: "utf8",
    env: { ...process.env, JUPYTER_DATA_DIR: path.join(copy.root, ".jupyter", "data") },
  });

const isTrusted = () =>
  inVenv(
    "-c",
    `import os, sys
from nbformat import NO_CONVERT, read
from nbformat.sign import NotebookNotary
print(NotebookNotary(data_dir=os.environ["JUPYTER_DATA_DIR"]).check_signature(read(sys.argv[1], NO_CONVERT)))`,
    CHAPTER,
  ).trim() === "True";

const ANSWER = "const mine = 1; // my answer";

test("answers stay in a trusted chapter, the new version is built, and an own notebook stays", async () => {
  await copy.npm("run", "setup");
  const name = exercise();
  change(copy.root, ({ id }) => (id === name ? ANSWER : undefined));
  // JupyterLab signs what it saves.
  inVenv("-m", "nbformat.sign", CHAPTER);
  assert.ok(isTrusted());
  writeFileSync(path.join(copy.root, "notebooks", "07-mine.ipynb"), "{ broken");

  change(copy.author, ({ id, source }) =>
    id === "header" ? `${joined(source)}\n\nNew.` : undefined,
  );
  writeFileSync(path.join(copy.author, "lib", "lists", "newer.ts"), "export const newer = 1;\n");
  copy.publish();

  const told = await copy.npm("run", "update");
  assert.match(told, new RegExp(`your text stays in \`${name}\``));
  assert.match(told, /Everything is ready/);
  const cells = readNotebook(path.join(copy.root, CHAPTER)).cells;
  assert.equal(joined(cells.find(({ id }) => id === name)?.source), ANSWER);
  assert.match(joined(cells[0]?.source), /New\.$/);
  assert.ok(isTrusted(), "the merged chapter is trusted");
  assert.ok(existsSync(path.join(copy.root, "build", "lib", "lists", "newer.js")));
  assert.equal(
    readFileSync(path.join(copy.root, "notebooks", "07-mine.ipynb"), "utf8"),
    "{ broken",
  );
  assert.match(await copy.npm("run", "update"), /This is the newest version/);
});

test("a chapter that wasn't trusted isn't trusted by an update", async () => {
  const name = exercise();
  change(copy.root, ({ id }) => (id === name ? `${ANSWER}, another` : undefined));
  assert.ok(!isTrusted());
  change(copy.author, ({ id, source }) =>
    id === "header" ? `${joined(source)} Newer.` : undefined,
  );
  copy.publish();
  await copy.npm("run", "update");
  assert.ok(!isTrusted());
});

test("while JupyterLab is open, it is refused", async () => {
  const npm = copy.start("start", "--", "--no-browser");
  const closed = new Promise((resolve) => npm.once("close", resolve));
  try {
    for await (const part of npm.stdout ?? []) if (String(part).includes("http://127.0.0.1")) break;
    await assert.rejects(
      copy.npm("run", "update"),
      /JupyterLab or the console runs in this folder/,
    );
  } finally {
    process.kill(-(npm.pid ?? 0), "SIGINT");
    await closed;
  }
  assert.match(await copy.npm("run", "update"), /This is the newest version/);
});
