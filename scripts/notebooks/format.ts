import { format as prettier } from "prettier";
import { joined, type Cell, type Notebook } from "./notebook";

/** The longest line of code that doesn't wrap on the site, in characters. */
export const CELL_WIDTH = 88;

/** Returns the notebook with formatted code. */
export async function formatted(notebook: Notebook): Promise<Notebook> {
  return { ...notebook, cells: await Promise.all(notebook.cells.map(formattedCell)) };
}

async function formattedCell(cell: Cell): Promise<Cell> {
  if (cell.cell_type !== "code") return cell;
  const source = await formatCode(joined(cell.source));
  return { ...cell, source: Array.isArray(cell.source) ? source.split(/(?<=\n)/) : source };
}

/** Formats a cell's code, without a line break at its end. */
async function formatCode(code: string): Promise<string> {
  return (await prettier(code, { parser: "babel-ts", printWidth: CELL_WIDTH })).trimEnd();
}
