/**
 * Compiles whole notebooks before kernels run them. In a kernel, TypeScript reads the declarations
 * of the library and the SDK (2 seconds), and infers for each cell again what earlier cells
 * declare. Here it does both once, and stores what a kernel would store.
 */
import { isGlobal } from "../cell/global-cells";
import { CellStore } from "./cell-store";
import { CompiledCells, NOTEBOOKS } from "./compiled-cells";
import { compilerAt } from "./compiler";

/**
 * Compiles what isn't compiled yet. A cell that is refused, and those after it, are left to the
 * kernel, and so is a notebook with declarations for all cells: there, they hold for later cells
 * only.
 *
 * @param notebooks The code cells of each notebook, in order
 * @param folder The folder that these notebooks are in
 */
export function compileAhead(
  notebooks: readonly (readonly string[])[],
  folder = NOTEBOOKS,
  store = new CellStore(),
): void {
  const start = () => new CompiledCells(folder, store);
  const fresh = notebooks.filter((cells) => !cells.some(isGlobal) && !isKnown(cells, start()));
  if (fresh.length === 0) return;
  const compiler = compilerAt(folder);
  for (const sources of fresh) {
    const cells = start();
    for (const [index, compiled] of compiler.compileInOrder(sources).entries()) {
      if ("refused" in compiled) break;
      const source = sources[index] ?? "";
      // As in a kernel, a cell that occurs twice keeps what was compiled first.
      if (cells.knows(source)) cells.compile(source);
      else cells.keep(source, compiled);
      cells.started();
    }
  }
}

function isKnown(sources: readonly string[], cells: CompiledCells): boolean {
  return sources.every((source) => {
    if (!cells.knows(source)) return false;
    cells.compile(source);
    cells.started();
    return true;
  });
}
