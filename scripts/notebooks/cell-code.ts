import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { chapters, codeCells, joined, readNotebook, ROOT, type Cell } from "./notebook";

/** A chapter's code as one module, and where its lines come from. */
export type CellCode = { notebook: string; file: string; text: string; origin: { cell: string; line: number }[] };

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
 * Each cell stands in a block inside the block of the cell before it: so it sees what that one declared, and may declare
 * a name again, as in the kernel.
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
  for (const { cell, imports } of parsed) imports.forEach((line, number) => line !== undefined && add(line, cell.id, number + 1));
  for (const { cell, rest } of parsed) {
    add("{", cell.id, 0);
    rest.forEach((line, number) => add(line, cell.id, number + 1));
  }
  add("}".repeat(cells.length), cells.at(-1)?.id ?? "", 0);
  // The library as a chapter sees it, from where the module stands.
  return { notebook, file, text: text.join("\n").replaceAll('"../lib"', '"../../lib/index"') + "\n", origin };
}

/** Imports stand at the top of a module; the lines keep their numbers. */
function splitImports(source: string): { imports: (string | undefined)[]; rest: string[] } {
  const all = source.split("\n");
  const file = ts.createSourceFile("cell.ts", source, ts.ScriptTarget.Latest);
  const imported = new Set<number>();
  for (const statement of file.statements.filter(ts.isImportDeclaration)) {
    const start = file.getLineAndCharacterOfPosition(statement.getStart(file)).line;
    const end = file.getLineAndCharacterOfPosition(statement.getEnd()).line;
    for (let line = start; line <= end; line++) imported.add(line);
  }
  return { imports: all.map((line, index) => (imported.has(index) ? line : undefined)), rest: all.map((line, index) => (imported.has(index) ? "" : line)) };
}

/** Where a line of the module (from 1) stands in its notebook. */
export function placeOf({ notebook, origin }: CellCode, line: number): string {
  const place = origin[line - 1];
  return `${path.basename(notebook)}, cell ${place?.cell ?? "?"}, line ${place?.line ?? "?"}`;
}

/** What TypeScript says of the cells under the project's own strict settings. */
export function typeErrors(codes: CellCode[]): string[] {
  const program = ts.createProgram(codes.map(({ file }) => file), cellOptions());
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => describe(codes, diagnostic));
}

/** The project's compiler options, as they apply to cells. */
export function cellOptions(): ts.CompilerOptions {
  const config = ts.readConfigFile(path.join(ROOT, "tsconfig.json"), (file) => ts.sys.readFile(file));
  const { tsBuildInfoFile: _, ...options } = ts.parseJsonConfigFileContent(config.config, ts.sys, ROOT).options;
  // Top-level await, as in the kernel. A name that only a later cell needs looks unused here, and so do an exercise's parameters.
  return { ...options, module: ts.ModuleKind.ESNext, noUnusedLocals: false, noUnusedParameters: false, noEmit: true, incremental: false };
}

function describe(codes: CellCode[], { file, start, messageText }: ts.Diagnostic): string {
  const message = ts.flattenDiagnosticMessageText(messageText, "\n");
  const code = codes.find((candidate) => path.resolve(file?.fileName ?? "") === candidate.file);
  if (file === undefined || code === undefined) return `${file?.fileName ?? "settings"}: ${message}`;
  return `${placeOf(code, file.getLineAndCharacterOfPosition(start ?? 0).line + 1)}: ${message}`;
}

/** Code that is right TypeScript, and that tslab refuses or drops. */
export function kernelTraps(cell: Cell): string[] {
  // The last line makes it a module: elsewhere `await (` is a call of a function named await.
  const file = ts.createSourceFile("cell.ts", `${joined(cell.source)}\nexport {};`, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const awaits = topLevel(file, (node) => ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier !== undefined));
  if (awaits.some((node) => /^await\s*\(/.test(node.getText(file)))) found.push("`await (` at top level does not compile in tslab");
  if (awaits.length > 0 && awaits.every(ts.isForOfStatement)) found.push("a cell whose only await is `for await` does not compile in tslab");
  if (file.statements.slice(0, -1).some((statement) => ts.isExportDeclaration(statement) || ts.isExportAssignment(statement) || isExported(statement))) found.push("tslab refuses `export`");
  if (topLevel(file, ts.isMetaProperty).length > 0) found.push("tslab refuses `import.meta`");
  return found;
}

const isExported = (statement: ts.Statement) => ts.canHaveModifiers(statement) && ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

/** Matching nodes outside of functions. */
function topLevel(node: ts.Node, matches: (node: ts.Node) => boolean): ts.Node[] {
  if (ts.isFunctionLike(node)) return [];
  const inner: ts.Node[] = [];
  ts.forEachChild(node, (child) => void inner.push(...topLevel(child, matches)));
  return matches(node) ? [node, ...inner] : inner;
}
