/**
 * Lints with oxlint, which has the rules of typescript-eslint, and TypeScript 7 for those that need
 * types: a tenth of the time.
 */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { placeOf, type CellCode } from "./cell-code";
import { ROOT } from "./notebook";

const OXLINT = path.join(ROOT, "node_modules", "oxlint", "bin", "oxlint");
const RULES = path.join(ROOT, ".oxlintrc.json");
/** The code of cells isn't a module that someone maintains: few rules make sense. */
const CELL_RULES = path.join(ROOT, "scripts", "notebooks", "cells.oxlintrc.json");

/** What oxlint reports, as JSON. */
type Report = {
  number_of_files: number;
  diagnostics: {
    message: string;
    /** The rule; none for an unused directive. */
    code?: string;
    filename: string;
    labels: { span: { line: number } }[];
  }[];
};

/** Returns what the linter finds in the project's own files. */
export function lintProject(
  folders: readonly string[] = ["lib", "scripts", "notebooks/exercises"],
): Promise<string[]> {
  return lint(RULES, folders, (file, line) => `${file}:${line}`);
}

/** Returns what the linter finds in the cells, above all promises that aren't awaited. */
export function lintCells(codes: CellCode[]): Promise<string[]> {
  const folder = path.dirname(codes[0]?.file ?? "");
  const extended = path.relative(folder, path.join(ROOT, "notebooks", "tsconfig.json"));
  writeFileSync(
    path.join(folder, "tsconfig.json"),
    JSON.stringify({ extends: extended, include: ["*.ts"] }),
  );
  return lint(
    CELL_RULES,
    codes.map(({ file }) => path.relative(ROOT, file)),
    (file, line) => {
      const code = codes.find((candidate) => path.relative(ROOT, candidate.file) === file);
      return code === undefined ? `${file}:${line}` : placeOf(code, line);
    },
  );
}

async function lint(
  rules: string,
  what: readonly string[],
  place: (file: string, line: number) => string,
): Promise<string[]> {
  const { diagnostics } = await reportOn([
    ...["--config", rules, "--type-aware", "--report-unused-disable-directives"],
    ...["--format", "json", ...what],
  ]);
  return diagnostics.map(
    ({ filename, labels, message, code = "an unused directive" }) =>
      `${place(filename, labels[0]?.span.line ?? 0)}: ${message} (${code})`,
  );
}

/** @throws Error if oxlint can't run, or found no file */
async function reportOn(args: string[]): Promise<Report> {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [OXLINT, ...args], {
    cwd: ROOT,
    maxBuffer: 1e8,
  }).catch((error: Error & { stdout: string; stderr: string }) => error);
  const report = parsed(stdout);
  if (report === undefined || report.number_of_files === 0)
    throw new Error(`oxlint checked nothing. It said:\n${stdout}${stderr}`);
  return report;
}

function parsed(text: string): Report | undefined {
  try {
    return JSON.parse(text) as Report;
  } catch {
    return undefined;
  }
}
