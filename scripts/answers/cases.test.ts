import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readCases } from "./cases";
import { exercisesOf } from "./exercises";
import type { Notebook } from "../notebooks/notebook";

const folder = mkdtempSync(path.join(tmpdir(), "cases-"));
after(() => rmSync(folder, { recursive: true }));

function cases(text: string) {
  const file = path.join(folder, "cases.md");
  writeFileSync(file, text);
  return readCases(file);
}
const block = "```typescript\nconst a = 1;\n```\n";

test("readCases() reads exercises, their answers, and the hints of wrong ones", () => {
  const text = `Introduction.\n\n# one\n\n## right: short\n\n${block}\n## wrong: long\nhint: Look\n\n${block}\n# two\n\n## hard-coded: as shown\nhint: Fresh\n${block}`;
  assert.deepEqual(cases(text), [
    { exercise: "one", title: "right: short", code: "const a = 1;\n", isRight: true },
    { exercise: "one", title: "wrong: long", code: "const a = 1;\n", isRight: false, hint: "Look" },
    {
      exercise: "two",
      title: "hard-coded: as shown",
      code: "const a = 1;\n",
      isRight: false,
      hint: "Fresh",
    },
  ]);
});

test("an incomplete case is an error", () => {
  assert.throws(
    () => cases("# one\n\n## right: x\n\nno code\n"),
    /one, right: x: it needs a block/,
  );
  assert.throws(() => cases(`# one\n\n## wrong: x\n\n${block}`), /needs a line "hint: …"/);
  assert.throws(
    () => cases(`# one\n\n## maybe: x\n\n${block}`),
    /a title must begin with "right: "/,
  );
});

test("exercisesOf() finds an exercise by its check, and its solution by the id of its cell", () => {
  const code = (id: string, source: string) => ({
    cell_type: "code",
    id,
    metadata: {},
    source,
    outputs: [],
    execution_count: 1,
  });
  const solution = {
    cell_type: "markdown",
    id: "balance-of-solution",
    metadata: {},
    source: `<details><summary>Solution</summary>\n\n${block}\n</details>`,
  };
  const notebook = (cells: object[]) => ({ cells }) as Notebook;
  const check = code("balance-of-check", "await check(db, { balanceOf });");
  assert.deepEqual(exercisesOf(notebook([code("other", "1"), check, solution])), [
    { name: "balanceOf", check: check.source, solution: "const a = 1;\n" },
  ]);
  assert.throws(
    () => exercisesOf(notebook([check])),
    /balanceOf has no folded solution in a cell balance-of-solution/,
  );
});
