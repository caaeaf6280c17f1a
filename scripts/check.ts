// `npm run check`: checks the project without a kernel.
import { readFileSync } from "node:fs";
import path from "node:path";
import { formatFindings, roomFindings } from "./checks/project";
import { typeErrors, writeCellCode } from "./notebooks/cell-code";
import { deliveredFindings } from "./notebooks/delivered";
import { lintCells, lintProject } from "./notebooks/lint";
import { minutesIn, navigated } from "./notebooks/navigation";
import { formatted } from "./notebooks/format";
import { chapters, joined, leftOut, notebookText, readNotebook, ROOT } from "./notebooks/notebook";

/** Returns the findings by kind. Set-up has compiled the project itself. */
export async function findings(): Promise<Record<string, string[]>> {
  const codes = writeCellCode();
  const [project, cells, unformattedCells, unformatted, rooms, types] = await Promise.all([
    lintProject(),
    lintCells(codes),
    cellFormatFindings(),
    formatFindings(),
    roomFindings(),
    // The last: it keeps this process busy while the programs of the others run.
    new Promise<string[]>((resolve) => resolve(typeErrors(codes))),
  ]);
  return {
    notebooks: chapters().flatMap(deliveredFindings),
    "format of the cells": unformattedCells,
    "links between chapters": linkFindings(),
    "order of the rooms": rooms,
    "format of the project": unformatted,
    "types of the cells": types,
    "lint of the cells": cells,
    "lint of the project": project,
  };
}

/** Returns the code cells that `npm run refresh` would format. */
async function cellFormatFindings(): Promise<string[]> {
  const found = await Promise.all(
    chapters().map(async (file) => {
      const notebook = readNotebook(file);
      const { cells } = await formatted(notebook);
      const others = cells.filter(
        (cell, index) => joined(cell.source) !== joined(notebook.cells[index]?.source),
      );
      return others.map(
        ({ id }) => `${path.basename(file)}, cell ${id}: \`npm run refresh\` would format its code`,
      );
    }),
  );
  return found.flat();
}

function linkFindings(): string[] {
  const all = chapters().map((file) => ({ file, notebook: readNotebook(file) }));
  const stale = navigated(all)
    .filter(({ file, notebook }) => notebookText(notebook) !== readFileSync(file, "utf8"))
    .map(({ file }) => path.basename(file));
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  if (minutesIn(readme, all.slice(1), "notebooks/") !== readme) stale.push("README.md");
  return [
    ...stale.map(
      (name) => `${name}: its links or minutes are out of date: run \`npm run refresh\``,
    ),
    ...unlistedChapters(),
  ];
}

/** Returns the chapters that the site's first page doesn't list, which Sphinx would refuse. */
function unlistedChapters(): string[] {
  const page = path.join("scripts", "docs", "pages", "index.md");
  const listed = readFileSync(path.join(ROOT, page), "utf8").split("\n");
  return chapters()
    .map((file) => path.basename(file, ".ipynb"))
    .filter((name) => !name.startsWith("00-") && !listed.includes(name))
    .map(
      (name) => `${name}.ipynb: the site doesn't list it: add ${name} to the toctree of ${page}`,
    );
}

export async function main(): Promise<number> {
  const all = Object.entries(await findings());
  for (const [kind, found] of all)
    console.log(
      found.length === 0
        ? `✔ ${kind}`
        : `✖ ${kind}\n${found.map((finding) => `  ${finding}`).join("\n")}`,
    );
  for (const line of leftOut()) console.log(line);
  return all.every(([, found]) => found.length === 0) ? 0 : 1;
}
