import { writeFileSync } from "node:fs";
import path from "node:path";
import { ESLint, type Linter } from "eslint";
import { placeOf, type CellCode } from "./cell-code";
import { ROOT } from "./notebook";

/** Returns ESLint's findings in the project's own files. */
export function lintProject(): Promise<string[]> {
  return lint(
    ["lib", "scripts", "notebooks/exercises"],
    [],
    (file, line) => `${path.relative(ROOT, file)}:${line}`,
  );
}

/** Returns ESLint's findings in the cells, above all promises that aren't awaited. */
export async function lintCells(codes: CellCode[]): Promise<string[]> {
  const folder = path.dirname(codes[0]?.file ?? "");
  const settings = {
    extends: "../../tsconfig.json",
    compilerOptions: { module: "esnext", rootDir: "../..", noEmit: true },
    include: ["*.ts"],
    exclude: [],
  };
  writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify(settings));
  const project = {
    files: [`${path.relative(ROOT, folder)}/*.ts`],
    languageOptions: { parserOptions: { project: [path.join(folder, "tsconfig.json")] } },
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
