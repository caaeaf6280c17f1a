/** Cells typed into a real kernel print what Node prints for the same statements as one module. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { SEQUENCES } from "../cell/sequences";
import { saidByNode } from "./said-by-node";
import { Session } from "./session";

// Inside of build/, so that packages are found, and the library as `../lib`.
const folder = mkdtempSync(path.join(__dirname, "../../sequences "));
after(() => rmSync(folder, { recursive: true }));

const asOneModule = SEQUENCES.filter(({ because }) => because === undefined);

describe("sequences of cells", () => {
  let session: Session;
  const expected = new Map<string, string>();

  before(async () => {
    for (const { files = {} } of SEQUENCES)
      for (const [name, text] of Object.entries(files))
        writeFileSync(path.join(folder, name), text);
    session = await Session.start(process.env, folder);
    const said = saidByNode(asOneModule, path.join(folder, "node"));
    asOneModule.forEach(({ name }, index) => expected.set(name, said[index] ?? ""));
  });
  after(() => session.close());

  test("every name is there once", () => {
    assert.equal(new Set(SEQUENCES.map(({ name }) => name)).size, SEQUENCES.length);
  });

  for (const { name, cells, prints } of SEQUENCES) {
    test(name, async () => {
      const answers = [];
      for (const cell of cells) answers.push(await session.run(cell));
      const errors = answers.map(({ error, stderr }) => error + stderr).join("");
      assert.equal(
        answers.map(({ stdout }) => stdout).join(""),
        prints ?? expected.get(name),
        errors,
      );
      if (prints === undefined) assert.equal(errors, "");
    });
  }
});
