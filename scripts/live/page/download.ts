import { element } from "./element";
import { loadScript } from "./files";
import type { LiveCell } from "./cell";

type Notebook = {
  cells: { id: string; source: string | string[]; outputs?: unknown[]; execution_count?: null }[];
};
type Loaded = { liveNotebooks?: Record<string, Notebook> };

/**
 * Saves the chapter's notebook with the reader's code in its cells.
 *
 * @param file The script that holds the notebook, with its version
 */
export async function download(
  name: string,
  file: string,
  cells: readonly LiveCell[],
): Promise<void> {
  await loadScript(file);
  const original = (globalThis as Loaded).liveNotebooks?.[name];
  if (original === undefined) throw new Error(`${name}.js holds no notebook.`);
  const text = `${JSON.stringify(withAnswers(original, cells), null, 1)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/x-ipynb+json" }));
  element("a", { href: address, download: `${name}.ipynb` }).click();
  // The download has begun; Safari still reads the address in this turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The outputs of a changed cell aren't what its code shows: Jupyter makes new ones. */
function withAnswers(notebook: Notebook, cells: readonly LiveCell[]): Notebook {
  const changed = new Map(
    cells.filter((cell) => cell.isChanged).map((cell) => [cell.data.id, cell]),
  );
  return {
    ...notebook,
    cells: notebook.cells.map((cell) => {
      const answer = changed.get(cell.id);
      if (answer === undefined) return cell;
      return { ...cell, source: answer.code, outputs: [], execution_count: null };
    }),
  };
}
