/** Kernel, `npm run check`, type tests and editors say the same of a cell. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import ts from "typescript";
import { cellCode, typeErrors, type CellCode } from "../notebooks/cell-code";
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

const codes = SAMPLES.map(([code]) => code);

/** What is said of each sample: one compiler reads all of them, after no other cell. */
function saidByKernel(): (string | undefined)[] {
  const compiler = compilerAt(NOTEBOOKS);
  return codes.map((code) => {
    const compiled = compiler.compile(code);
    return "refused" in compiled ? compiled.refused[0]?.message : undefined;
  });
}

function saidByCheck(): (string | undefined)[] {
  const found = typeErrors(codes.map((code, index) => planted(`sample-${index}`, code)));
  return codes.map((_, index) =>
    found
      .find((line) => line.startsWith(`sample-${index}.ipynb, `))
      ?.split("\n")[0]
      ?.replace(/^.*?line \d+: /, ""),
  );
}

function planted(name: string, code: string): CellCode {
  const file = path.join(folder, `${name}.ipynb`);
  const cell = {
    ...{ cell_type: "code" as const, id: "sample", metadata: {}, execution_count: null },
    ...{ outputs: [], source: code },
  };
  writeFileSync(
    file,
    notebookText({ cells: [cell], metadata: METADATA, nbformat: 4, nbformat_minor: 5 }),
  );
  const made = { ...cellCode(file), file: path.join(folder, `${name}.ts`) };
  writeFileSync(made.file, made.text);
  return made;
}

const saidByTypeTests = (): (string | undefined)[] =>
  compile("", codes).pieces.map((said) => said[0]?.[0]);

describe("one set of options", () => {
  let [kernel, check, typeTests]: (string | undefined)[][] = [];
  before(() => {
    [kernel, check, typeTests] = [saidByKernel(), saidByCheck(), saidByTypeTests()];
  });
  for (const [index, [code, says]] of SAMPLES.entries()) {
    test(code, () => {
      assert.equal(kernel?.[index], says, "the kernel");
      assert.equal(check?.[index], says, "npm run check");
      assert.equal(typeTests?.[index], says, "the type tests");
    });
  }

  test("editors find them for a file beside the notebooks", () => {
    const found = ts.findConfigFile(NOTEBOOKS, (file) => ts.sys.fileExists(file));
    assert.equal(found, path.join(NOTEBOOKS, "tsconfig.json"));
    const { strict, noUncheckedIndexedAccess, lib } = cellOptions();
    assert.deepEqual([strict, noUncheckedIndexedAccess, lib], [true, true, ["lib.es2023.d.ts"]]);
  });
});
