/** Sphinx's complaints in the words of the project: by chapter and cell. */
import { existsSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../notebooks/notebook";

/** How myst-nb counts lines in a notebook: from 1 in each cell, after its number from 1. */
const LINES_OF_A_CELL = 10_000;

/**
 * Returns the complaints among the lines that Sphinx printed, without the place of the generated
 * source: `05-toy-store.ipynb: cell pages: Unknown directive type: 'note'`.
 */
export const complaintsIn = (lines: readonly string[], source: string): string[] =>
  lines.filter((line) => /WARNING|ERROR|rror:/.test(line)).map((line) => complaint(line, source));

function complaint(line: string, source: string): string {
  if (!line.startsWith(source + path.sep)) return line;
  const [, file = "", number, what = ""] =
    /^([^:]+):(?:(\d+):)?\s*(?:WARNING|ERROR|CRITICAL): (.*)$/.exec(
      line.slice(source.length + path.sep.length),
    ) ?? [];
  if (file === "") return line;
  return `${placeOf(file, number === undefined ? undefined : Number(number), source)}: ${what}`;
}

function placeOf(file: string, line: number | undefined, source: string): string {
  if (file.startsWith(`api${path.sep}`) && file !== path.join("api", "index.md"))
    return `the docstring of ${path.basename(file, ".md")} in lib`;
  if (!file.endsWith(".ipynb"))
    return `scripts/docs/pages/${file}${line === undefined ? "" : `:${line}`}`;
  const notebook = path.join(source, file);
  if (line === undefined || !existsSync(notebook)) return file;
  const cell = readNotebook(notebook).cells[Math.floor(line / LINES_OF_A_CELL) - 1];
  return cell === undefined ? file : `${file}: cell ${cell.id}`;
}
