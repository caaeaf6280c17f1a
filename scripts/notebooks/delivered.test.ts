import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { deliveredFindings } from "./delivered";
import { chapters, notebookText, readNotebook, type Notebook } from "./notebook";

const folder = () => mkdtempSync(path.join(tmpdir(), "delivered-"));

/**
 * What is found of the second chapter after a change; its links lead nowhere from another folder.
 */
function findingsAfter(change: (notebook: Notebook) => Notebook): string[] {
  const [, chapter = ""] = chapters();
  const place = folder();
  try {
    const file = path.join(place, path.basename(chapter));
    writeFileSync(file, notebookText(change(readNotebook(chapter))));
    return deliveredFindings(file).filter((finding) => !finding.includes("leads nowhere"));
  } finally {
    rmSync(place, { recursive: true });
  }
}
const withCell = (id: string, source: string) => (notebook: Notebook) => ({
  ...notebook,
  cells: notebook.cells.map((cell) => (cell.id === id ? { ...cell, source } : cell)),
});

test("a delivered chapter has all its parts", () =>
  assert.deepEqual(
    findingsAfter((notebook) => notebook),
    [],
  ));

test("a chapter without goals, without what to remember, or with too few questions is found", () => {
  const name = path.basename(chapters()[1] ?? "");
  assert.deepEqual(
    findingsAfter(
      withCell("header", "# Title\n\n**You need** nothing. **It takes** about 5 minutes."),
    ),
    [`${name}: its header lacks **After this chapter**`],
  );
  assert.deepEqual(findingsAfter(withCell("remember", "## Other")), [
    `${name}: a cell \`remember\` is missing`,
  ]);
  assert.deepEqual(findingsAfter(withCell("questions", "## Questions")), [
    `${name}: its cell \`questions\` has 0 folded answers, not 5 to 8`,
  ]);
});
