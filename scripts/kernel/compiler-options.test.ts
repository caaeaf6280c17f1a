/** Kernel, `npm run check`, type tests and editors say the same of a cell. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import ts from "typescript";
import { cellCode, typeErrors } from "../notebooks/cell-code";
import { notebookText, ROOT } from "../notebooks/notebook";
import { METADATA } from "../notebooks/refresh";
import { compile } from "../testing/types-compiler";
import { compilerAt } from "./compiler";
import { cellOptions } from "./compiler-options";

const NOTEBOOKS = path.join(ROOT, "notebooks");

// Two folders below the project, so that "../../lib" leads to the library.
const folder = mkdtempSync(path.join(ROOT, "build", "options-test-"));
after(() => rmSync(folder, { recursive: true }));

const SAMPLES: [code: string, says: string | undefined][] = [
  [`console.log(["b", "a"].toSorted());`, undefined],
  [`const none: string[] = []; none[0].trim();`, "Object is possibly 'undefined'."],
  [`const f = (given) => given;`, "Parameter 'given' implicitly has an 'any' type."],
  [`const text: string = null;`, "Type 'null' is not assignable to type 'string'."],
  [
    `const options: { limit?: number } = { limit: undefined };`,
    "Type '{ limit: undefined; }' is not assignable to type '{ limit?: number; }' with " +
      "'exactOptionalPropertyTypes: true'. Consider adding 'undefined' to the types of the " +
      "target's properties.",
  ],
];

function saidByKernel(code: string): string | undefined {
  const compiled = compilerAt(NOTEBOOKS).compile(code);
  return "refused" in compiled ? compiled.refused[0]?.message : undefined;
}

function saidByCheck(code: string): string | undefined {
  const file = path.join(folder, "sample.ipynb");
  const cell = {
    ...{ cell_type: "code" as const, id: "sample", metadata: {}, execution_count: null },
    ...{ outputs: [], source: code },
  };
  writeFileSync(
    file,
    notebookText({ cells: [cell], metadata: METADATA, nbformat: 4, nbformat_minor: 5 }),
  );
  const made = { ...cellCode(file), file: path.join(folder, "sample.ts") };
  writeFileSync(made.file, made.text);
  return typeErrors([made])[0]
    ?.split("\n")[0]
    ?.replace(/^.*?line \d+: /, "");
}

const saidByTypeTests = (code: string): string | undefined =>
  compile("", [code]).pieces[0]?.[0]?.[0];

describe("one set of options", () => {
  for (const [code, says] of SAMPLES) {
    test(code, () => {
      assert.equal(saidByKernel(code), says);
      assert.equal(saidByCheck(code), says);
      assert.equal(saidByTypeTests(code), says);
    });
  }

  test("editors find them for a file beside the notebooks", () => {
    const found = ts.findConfigFile(NOTEBOOKS, (file) => ts.sys.fileExists(file));
    assert.equal(found, path.join(NOTEBOOKS, "tsconfig.json"));
    const { strict, noUncheckedIndexedAccess, lib } = cellOptions();
    assert.deepEqual([strict, noUncheckedIndexedAccess, lib], [true, true, ["lib.es2023.d.ts"]]);
  });
});
