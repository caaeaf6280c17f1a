import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { IGNORED_DIAGNOSTICS } from "../cell/compiler";
import { cellOptions, compilerHost } from "../kernel/compiler-options";
import { chapters, codeCells, joined, readNotebook, ROOT } from "./notebook";

/** A chapter's code as one module, with the origin of each line. */
export type CellCode = {
  notebook: string;
  file: string;
  text: string;
  origin: { cell: string; line: number }[];
};

const FOLDER = path.join(ROOT, "build", "cells");

/** Writes the code of all chapters to build/cells, where compiler and linter can read it. */
export function writeCellCode(files = chapters()): CellCode[] {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const codes = files.map(cellCode);
  for (const { file, text } of codes) writeFileSync(file, text);
  return codes;
}

/**
 * Returns a chapter's code. Each cell is a block inside the block of the cell before it, so it sees
 * what that one declared, and may declare a name again, as in the kernel.
 */
export function cellCode(notebook: string): CellCode {
  const file = path.join(FOLDER, `${path.basename(notebook, ".ipynb")}.ts`);
  const text: string[] = ["export {};"];
  const origin: CellCode["origin"] = [{ cell: "", line: 0 }];
  const add = (line: string, cell: string, number: number) => {
    text.push(line);
    origin.push({ cell, line: number });
  };
  const cells = codeCells(readNotebook(notebook));
  const parsed = cells.map((cell) => ({ cell, ...splitImports(joined(cell.source)) }));
  for (const { cell, imports } of parsed)
    imports.forEach((line, number) => line !== undefined && add(line, cell.id, number + 1));
  for (const { cell, rest } of parsed) {
    add("{", cell.id, 0);
    rest.forEach((line, number) => add(line, cell.id, number + 1));
  }
  add("}".repeat(cells.length), cells.at(-1)?.id ?? "", 0);
  return { notebook, file, text: `${redirectImports(text.join("\n"))}\n`, origin };
}

/**
 * Redirects a cell's imports of the project to what is compiled, for a module in a folder of
 * `build`. Its declarations are what the kernel reads, and the sources needn't be checked again.
 */
const redirectImports = (code: string): string =>
  code
    .replaceAll('"../lib"', '"../lib/index"')
    .replaceAll('"./exercises"', '"../notebooks/exercises/index"');

/**
 * Separates imports, which belong at the top of a module, from the rest; lines keep their numbers.
 */
function splitImports(source: string): { imports: (string | undefined)[]; rest: string[] } {
  const all = source.split("\n");
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const imported = new Set<number>();
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const start = file.getLineAndCharacterOfPosition(statement.getStart(file)).line;
    const end = file.getLineAndCharacterOfPosition(statement.getEnd()).line;
    for (let line = start; line <= end; line++) imported.add(line);
  }
  return {
    imports: all.map((line, index) => (imported.has(index) ? line : undefined)),
    rest: all.map((line, index) => (imported.has(index) ? "" : line)),
  };
}

/** Returns the place in the notebook of a line of the module (from 1). */
export function placeOf({ notebook, origin }: CellCode, line: number): string {
  const place = origin[line - 1];
  return `${path.basename(notebook)}, cell ${place?.cell ?? "?"}, line ${place?.line ?? "?"}`;
}

/** Returns TypeScript's errors in the cells, as one program with the kernel's options. */
export function typeErrors(codes: CellCode[]): string[] {
  const options = { ...cellOptions(), noEmit: true };
  const program = ts.createProgram(
    codes.map(({ file }) => file),
    options,
    compilerHost(options),
  );
  const found = ts
    .getPreEmitDiagnostics(program)
    .filter(({ code }) => !IGNORED_DIAGNOSTICS.has(code));
  return found.map((diagnostic) => describe(codes, diagnostic));
}

function describe(codes: CellCode[], { file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  const code = codes.find((candidate) => path.resolve(file?.fileName ?? "") === candidate.file);
  if (file === undefined || code === undefined)
    return `${file?.fileName ?? "settings"}: ${message}`;
  return `${placeOf(code, file.getLineAndCharacterOfPosition(start ?? 0).line + 1)}: ${message}`;
}
