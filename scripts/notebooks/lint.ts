import path from "node:path";
import { ESLint, type Linter } from "eslint";
import { cellProgram, placeOf, type CellCode } from "./cell-code";
import type ts from "typescript";
import { ROOT } from "./notebook";

/** Returns ESLint's findings in the project's own files. */
export function lintProject(): Promise<string[]> {
  return lint(
    ["lib", "scripts", "notebooks/exercises"],
    [],
    (file, line) => `${path.relative(ROOT, file)}:${line}`,
  );
}

/**
 * Returns ESLint's findings in the cells, above all promises that aren't awaited.
 *
 * @param program The cells and their types
 */
export async function lintCells(
  codes: CellCode[],
  program: ts.Program = cellProgram(codes),
): Promise<string[]> {
  const folder = path.relative(ROOT, path.dirname(codes[0]?.file ?? ""));
  const project = {
    files: [`${folder}/*.ts`],
    languageOptions: { parserOptions: { programs: [program] } },
  };
  return lint(
    codes.map(({ file }) => file),
    [project],
    (file, line) => {
      const code = codes.find((candidate) => candidate.file === file);
      return code === undefined ? `${file}:${line}` : placeOf(code, line);
    },
  );
}

async function lint(
  what: string[],
  overrideConfig: Linter.Config[],
  place: (file: string, line: number) => string,
): Promise<string[]> {
  const results = await new ESLint({ cwd: ROOT, overrideConfig }).lintFiles(what);
  return results.flatMap(({ filePath, messages }) =>
    messages.map(({ line, message, ruleId }) => `${place(filePath, line)}: ${message} (${ruleId})`),
  );
}
