import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { cellOptions, compilerHost } from "../kernel/compiler-options";
import { ROOT } from "../notebooks/notebook";
import { answersOf, type ChapterAnswers } from "./chapter";
import { Imports } from "./imports";

const FOLDER = path.join(ROOT, "build", "answers");

/** The code of a chapter and all answers to its exercises, as one module. */
type Module = { chapter: string; file: string; lines: Line[] };
/** A line of the module and its origin. */
type Line = { text: string; from: string; line: number };

/**
 * Compiles the answers, and returns TypeScript's errors by chapter. Each answer comes after the
 * chapter's cells and before its check, with the compiler options of cells. All chapters share one
 * program, so that the SDK's declarations are read once.
 */
export function typeErrorsByChapter(chapters: ChapterAnswers[]): Map<string, string[]> {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  const modules = chapters.map(moduleOf);
  for (const { file, lines } of modules)
    writeFileSync(file, lines.map(({ text }) => `${text}\n`).join(""));
  const options = { ...cellOptions(), noEmit: true };
  const program = ts.createProgram(
    modules.map(({ file }) => file),
    options,
    compilerHost(options),
  );
  return new Map(
    modules.map((module) => {
      // Not of the library and the checks, which the project's own compilation has checked.
      const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(module.file));
      return [module.chapter, found.map((diagnostic) => describe(module, diagnostic))];
    }),
  );
}

function describe({ lines }: Module, { file, start, messageText }: ts.Diagnostic): string {
  const { from, line } = lines[file?.getLineAndCharacterOfPosition(start ?? 0).line ?? 0] ?? {
    from: "?",
    line: 0,
  };
  return `${from}, line ${line}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
}

/** The imports of a cell, as they are from the folder of these modules. */
const fromHere = (code: string): string =>
  code
    .replaceAll('"../lib"', '"../../lib"')
    .replaceAll('"./exercises"', '"../../notebooks/exercises"');

/**
 * Nests each cell's block in the previous cell's, so that a cell may redeclare a name. The answers
 * are sibling blocks in the innermost one.
 */
function moduleOf(chapter: ChapterAnswers): Module {
  const imports = new Imports();
  const body: Line[] = [];
  const add = (from: string, source: string) => {
    for (const [index, text] of imports.take(source).entries())
      body.push({ text, from, line: index + 1 });
  };
  const brackets = (text: string): Line => ({ text, from: "", line: 0 });
  for (const { id, source } of chapter.cells) {
    body.push(brackets("{"));
    add(`cell ${id}`, source);
  }
  for (const { title, code, check } of answersOf(chapter)) {
    body.push(brackets("{"));
    add(title, code);
    add(`the check of ${title}`, check);
    body.push(brackets("}"));
  }
  body.push(brackets("}".repeat(chapter.cells.length)));
  const head = ["export {};", ...imports.text()].map((text) => ({
    ...brackets(text),
    from: "imports",
  }));
  const lines = [...head, ...body].map((line) => ({ ...line, text: fromHere(line.text) }));
  return { chapter: chapter.name, file: path.join(FOLDER, `${chapter.name}.ts`), lines };
}
