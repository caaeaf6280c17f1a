// `npm run check`: what can be said of the project without a kernel.
import { typeErrors, writeCellCode } from "./notebooks/cell-code";
import { deliveredFindings } from "./notebooks/delivered";
import { lintCells, lintProject } from "./notebooks/lint";
import { chapters } from "./notebooks/notebook";

/** Findings by kind; set-up has compiled the project itself. */
export async function findings(): Promise<Record<string, string[]>> {
  const codes = writeCellCode();
  const [project, cells] = await Promise.all([lintProject(), lintCells(codes)]);
  return { notebooks: chapters().flatMap(deliveredFindings), "types of the cells": typeErrors(codes), "lint of the cells": cells, "lint of the project": project };
}

export async function main(): Promise<number> {
  const all = Object.entries(await findings());
  for (const [kind, found] of all) console.log(found.length === 0 ? `✔ ${kind}` : `✖ ${kind}\n${found.map((finding) => `  ${finding}`).join("\n")}`);
  return all.every(([, found]) => found.length === 0) ? 0 : 1;
}
