import { format as prettier } from "prettier";
import { joined, type Cell, type Notebook } from "./notebook";

/** So wide that no line of code wraps on the site. */
export const CELL_WIDTH = 88;

/** The notebook with its code as the formatter writes it. */
export async function formatted(notebook: Notebook): Promise<Notebook> {
  return { ...notebook, cells: await Promise.all(notebook.cells.map(formattedCell)) };
}

async function formattedCell(cell: Cell): Promise<Cell> {
  if (cell.cell_type !== "code") return cell;
  const source = await formatCode(joined(cell.source));
  return { ...cell, source: Array.isArray(cell.source) ? source.split(/(?<=\n)/) : source };
}

/** A cell's code, without the line break at its end. */
export async function formatCode(code: string): Promise<string> {
  return (await prettier(code, { parser: "typescript", printWidth: CELL_WIDTH })).trimEnd();
}
