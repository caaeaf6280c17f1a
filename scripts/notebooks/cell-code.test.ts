import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { cellCode, placeOf, typeErrors, type CellCode } from "./cell-code";
import { lintCells } from "./lint";
import { notebookText, ROOT } from "./notebook";
import { METADATA } from "./refresh";

// Two folders below the project, as build/cells is, so that "../../lib" leads to the library.
const folder = mkdtempSync(path.join(ROOT, "build", "cells-test-"));
after(() => rmSync(folder, { recursive: true }));

function planted(name: string, ...sources: string[]): CellCode {
  const cells = sources.map((source, index) => ({
    cell_type: "code" as const,
    id: `cell-${index + 1}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const notebook = path.join(folder, `${name}.ipynb`);
  writeFileSync(
    notebook,
    notebookText({ cells, metadata: METADATA, nbformat: 4, nbformat_minor: 5 }),
  );
  const made = { ...cellCode(notebook), file: path.join(folder, `${name}.ts`) };
  writeFileSync(made.file, made.text);
  return made;
}

describe("types", () => {
  let errors: string[];
  /** The errors in one of the notebooks, which are one program, as the chapters are. */
  const errorsIn = (name: string) => errors.filter((line) => line.startsWith(`${name}.ipynb, `));
  before(() => {
    const connected = `import { connect } from "../lib";\nconst db = await connect();`;
    errors = typeErrors([
      planted(
        "good",
        connected,
        `const a = 1;`,
        `const a = String(db.config.apiVersion); a.trim();`,
      ),
      planted("bad", connected, `const n = 1;\nconst s: string = n;`),
      planted("strict", `const all: string[] = []; all[0].trim();`),
    ]);
  });

  test("cells see the ones before them, may declare a name again, and await at top level", () =>
    assert.deepEqual(errorsIn("good"), []));

  test("a type error is reported at its cell and line", () =>
    assert.deepEqual(errorsIn("bad"), [
      "bad.ipynb, cell cell-2, line 2: Type 'number' is not assignable to type 'string'.",
    ]));

  test("the project's strict settings hold for cells", () =>
    assert.match(errorsIn("strict").join(), /possibly 'undefined'/));

  test("nothing else is reported", () => assert.equal(errors.length, 2, errors.join("\n")));
});

test("a promise that isn't awaited is found", async () => {
  const found = await lintCells([planted("floating", `const f = async () => 1;`, `f();`)]);
  assert.match(found.join("\n"), /^floating\.ipynb, cell cell-2, line 1: .*no-floating-promises/);
});

test("lines of the module lead back to their cell", () => {
  const code = planted("lines", "const a = 1;\nconst b = 2;");
  assert.equal(
    placeOf(code, code.text.split("\n").indexOf("const b = 2;") + 1),
    "lines.ipynb, cell cell-1, line 2",
  );
});
