/** A chapter's program without a kernel: its cells run as cells of one `Program`. */
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { inspect } from "node:util";
import vm from "node:vm";
import { Program } from "../cell/program";

/**
 * Makes a program that resolves modules from the notebook's folder.
 *
 * @param flag Raised to interrupt what runs
 */
export function programOf(notebook: string, flag: Int32Array<SharedArrayBuffer>): Program {
  const require = createRequire(notebook);
  const load = (specifier: string) => require(specifier) as object;
  return new Program({
    evaluate: (expression, file) => vm.runInThisContext(expression, { filename: file }) as unknown,
    module: load,
    import: (specifier) => Promise.resolve(load(specifier)),
    meta: { url: pathToFileURL(notebook).href },
    flag,
  });
}

/** Runs a cell, as `compile.ts` has compiled it. @throws what the cell throws */
export async function runCell(program: Program, code: string, name: string): Promise<void> {
  const result = await program.cell(code, name).run();
  // The kernel displays the value of the last expression, which marks a request as used.
  if (result !== undefined) inspect(result.value);
}

/** A flag that isn't raised. */
export const newFlag = () => new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
