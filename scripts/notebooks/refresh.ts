import type { Execution } from "./execute";
import { masked } from "./judge";
import { ADDRESS, Mask } from "./mask";
import { languageInfo } from "../kernel/kernel-info";
import { codeCells, lines, joined, type Cell, type Notebook, type Output } from "./notebook";

/**
 * The metadata of every chapter: what JupyterLab would write with this kernel, so that opening a
 * chapter doesn't change it. Other editors' additions are removed.
 */
export const METADATA = {
  kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
  language_info: languageInfo,
};

/**
 * Returns the notebook with the outputs of a fresh run, and the ids of the cells whose output
 * changed. If only masked values differ, the stored output stays; in a changed output, ids that
 * were stored elsewhere keep their stored value, and so does the address of the database.
 */
export function refreshed(
  notebook: Notebook,
  executions: Execution[],
): { notebook: Notebook; changed: string[] } {
  const fresh = new Map(
    executions.filter(({ run }) => run === "first").map(({ id, outputs }) => [id, outputs]),
  );
  const storedIds = Mask.empty();
  const freshIds = Mask.empty();
  const changed = codeCells(notebook)
    .filter(({ id, outputs }) => {
      const before = masked(storedIds, id, outputs ?? []);
      return JSON.stringify(before) !== JSON.stringify(masked(freshIds, id, fresh.get(id) ?? []));
    })
    .map(({ id }) => id);
  let count = 0;
  const cells = notebook.cells.map((cell): Cell => {
    if (cell.cell_type !== "code") return tidy(cell);
    count++;
    const fromFresh = () =>
      (fresh.get(cell.id) ?? []).map((output) => delivered(output, freshIds, storedIds));
    const outputs = changed.includes(cell.id) ? fromFresh() : (cell.outputs ?? []);
    return {
      ...tidy(cell),
      execution_count: count,
      outputs: outputs.map((output) => numbered(output, count)),
    };
  });
  return { notebook: { ...notebook, cells: withOneAddress(cells), metadata: METADATA }, changed };
}

/** Gives all outputs the address that the first one names: a run has one database. */
function withOneAddress(cells: Cell[]): Cell[] {
  const address = JSON.stringify(cells.map(({ outputs }) => outputs)).match(ADDRESS)?.[0];
  return cells.map((cell) =>
    address === undefined || cell.outputs === undefined
      ? cell
      : {
          ...cell,
          outputs: JSON.parse(JSON.stringify(cell.outputs).replace(ADDRESS, address)) as Output[],
        },
  );
}

/** Removes a cell's metadata except for its tags. */
function tidy(cell: Cell): Cell {
  const { tags } = cell.metadata;
  return { ...cell, metadata: tags === undefined || tags.length === 0 ? {} : { tags } };
}

function delivered(output: Output, from: Mask, to: Mask): Output {
  const text = (content: string | string[]) => lines(from.translate(joined(content), to));
  if (output.output_type === "stream")
    return { name: output.name ?? "stdout", output_type: "stream", text: text(output.text ?? "") };
  const data = Object.fromEntries(
    Object.entries(output.data ?? {})
      .sort()
      .map(([type, content]) => [type, text(content)]),
  );
  return { data, metadata: {}, output_type: output.output_type };
}

/** Gives a result the number of its cell. */
const numbered = (output: Output, count: number): Output =>
  output.output_type === "execute_result" ? { ...output, execution_count: count } : output;
