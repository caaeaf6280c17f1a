/**
 * What the notebook is going to need. Jupyter names the notebook that a kernel is for, so its
 * database can start, and the library's types can be read, before the first cell asks. A wrong
 * guess costs time only.
 */
import { existsSync, readFileSync } from "node:fs";

const LIBRARY = /from "\.\.\/lib"/;
const text = textOf(process.env["JPY_SESSION_NAME"]);

/** The first cell that imports the library, if one does. */
export const importing = cellsOf(text).find((cell) => LIBRARY.test(cell));

if (/\bconnect\((?![^)]*\baws\b)/.test(text)) {
  void import("../../lib/client/locate").then(({ startEarly }) => startEarly());
}

function textOf(notebook: string | undefined): string {
  const isNotebook = notebook?.endsWith(".ipynb") === true && existsSync(notebook);
  return isNotebook ? readFileSync(notebook, "utf8") : "";
}

function cellsOf(notebook: string): string[] {
  type Cell = { cell_type: string; source: string | string[] };
  try {
    const { cells } = JSON.parse(notebook) as { cells: Cell[] };
    return cells
      .filter(({ cell_type }) => cell_type === "code")
      .map(({ source }) => [source].flat().join(""));
  } catch {
    return []; // Jupyter says what is wrong with the file.
  }
}
