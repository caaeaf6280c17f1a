// `npm run check`: what can be said of the project without a kernel.
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { typeErrors, writeCellCode } from "./notebooks/cell-code";
import { deliveredFindings } from "./notebooks/delivered";
import { lintCells, lintProject } from "./notebooks/lint";
import { minutesIn, navigated } from "./notebooks/navigation";
import { formatted } from "./notebooks/format";
import { chapters, joined, notebookText, readNotebook, ROOT } from "./notebooks/notebook";

/** Findings by kind; set-up has compiled the project itself. */
export async function findings(): Promise<Record<string, string[]>> {
  const codes = writeCellCode();
  const [project, cells, unformatted, rooms] = await Promise.all([
    lintProject(),
    lintCells(codes),
    formatFindings(),
    roomFindings(),
  ]);
  return {
    notebooks: chapters().flatMap(deliveredFindings),
    "format of the cells": unformatted,
    "links between chapters": linkFindings(),
    rooms,
    "types of the cells": typeErrors(codes),
    "lint of the cells": cells,
    "lint of the project": project,
  };
}

/** Imports against the order of the rooms, which `.dependency-cruiser.cjs` has. */
async function roomFindings(): Promise<string[]> {
  const program = path.join(
    ROOT,
    "node_modules",
    "dependency-cruiser",
    "bin",
    "dependency-cruise.mjs",
  );
  const args = [program, "--output-type", "err", "lib", "notebooks/exercises", "scripts"];
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT });
    return [];
  } catch (error) {
    return (error as { stdout: string }).stdout.trim().split("\n");
  }
}

async function formatFindings(): Promise<string[]> {
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
  return stale.map(
    (name) => `${name}: its links or minutes are not as \`npm run refresh\` writes them`,
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
  return all.every(([, found]) => found.length === 0) ? 0 : 1;
}
