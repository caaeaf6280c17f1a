/** A teacher's own notebooks and helper file in `notebooks/`: no command stumbles over them. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { notebookText, type Cell } from "./notebooks/notebook";
import { ProjectCopy } from "./testing/project-copy";

const code = (id: string, source: string): Cell => ({
  cell_type: "code",
  execution_count: null,
  id,
  metadata: {},
  outputs: [],
  source,
});
const lesson = notebookText({
  cells: [
    code("0a1b2c3d", `import { connect, show } from "../lib";\nimport { shout } from './helpers'`),
    code("4e5f6071", "const db = await connect()\nconsole.log(shout('hello'))"),
  ],
  metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
  nbformat: 4,
  nbformat_minor: 5,
});
const OWN = {
  "my-lesson.ipynb": lesson,
  "07-mine.ipynb": lesson,
  "broken.ipynb": "{ broken",
  // Not as prettier or the linter would have it.
  "helpers.ts": "export const shout = (text:any) => text.toUpperCase()+'!'",
};
const LEFT_OUT =
  /^Left out: notebooks\/07-mine\.ipynb, notebooks\/broken\.ipynb, notebooks\/my-lesson\.ipynb/m;

let copy: ProjectCopy;
before(() => {
  copy = new ProjectCopy();
  for (const [name, text] of Object.entries(OWN))
    writeFileSync(path.join(copy.root, "notebooks", name), text);
  // Also for those who pull them from the teacher's repository: set-up signs what git brings.
  copy.commit(copy.root);
});
after(() => copy.remove());

test("set-up", async () => assert.match(await copy.npm("run", "setup"), /Everything is ready/));

test("npm start opens the folder", async () => {
  const npm = copy.start("start", "--", "--no-browser");
  const closed = new Promise((resolve) => npm.once("close", resolve));
  try {
    const address = new URL(await addressFrom(npm.stdout));
    const headers = { Authorization: `token ${address.searchParams.get("token")}` };
    const answer = await fetch(new URL("/api/contents/notebooks", address), { headers });
    const { content } = (await answer.json()) as { content: { name: string }[] };
    const names = content.map(({ name }) => name);
    for (const name of Object.keys(OWN)) assert.ok(names.includes(name), names.join());
  } finally {
    process.kill(-(npm.pid ?? 0), "SIGINT");
    assert.equal(await closed, 0);
  }
});

async function addressFrom(output: AsyncIterable<unknown> | null): Promise<string> {
  let text = "";
  for await (const part of output ?? []) {
    const [address] = /http:\/\/127\.0\.0\.1:\S+(?=\s)/.exec((text += String(part))) ?? [];
    if (address !== undefined) return address;
  }
  throw new Error(`npm start printed no address: ${text}`);
}

test("an own notebook runs in the kernel, with its helper and a database", () => {
  const file = path.join(copy.root, "notebooks", "my-lesson.ipynb");
  const script = path.join(copy.root, "scripts", "notebooks", "execute.py");
  const python = path.join(copy.root, ".venv", "bin", "python");
  const printed = execFileSync(python, [script, file, "--once"], { encoding: "utf8" });
  const cells = printed
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { status: string });
  assert.deepEqual(
    cells.map(({ status }) => status),
    ["ok", "ok"],
    printed,
  );
  assert.match(printed, /HELLO!/);
});

test("npm run check and npm run refresh leave own notebooks out", async () => {
  assert.match(await copy.npm("run", "check"), LEFT_OUT);
  assert.match(await copy.npm("run", "refresh", "--", "00"), LEFT_OUT);
  assert.equal(copy.git(copy.root, "status", "--porcelain"), "");
  await assert.rejects(copy.npm("run", "refresh", "--", "07-mine"), /No chapter is named 07-mine/);
});

test("npm test runs the chapters only", async () => {
  const said = await copy.npm("test", "--", "notebooks/navigation", "answers/cases");
  assert.match(said, /^\d+ passed, 0 failed$/m);
});

test("npm run docs leaves own notebooks out", async () => {
  assert.match(await copy.npm("run", "docs"), LEFT_OUT);
  assert.ok(existsSync(path.join(copy.root, "site", "01-user-wallet.html")));
  for (const name of ["my-lesson", "07-mine", "broken"])
    assert.ok(!existsSync(path.join(copy.root, "site", `${name}.html`)), name);
});
