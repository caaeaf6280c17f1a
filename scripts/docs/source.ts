import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { execute } from "../notebooks/execute";
import { judge } from "../notebooks/judge";
import { withDifferences } from "../live/database/fidelity/page";
import { minutesIn } from "../notebooks/navigation";
import { chapters, notebookText, readNotebook, ROOT, type Notebook } from "../notebooks/notebook";
import { refreshed } from "../notebooks/refresh";
import { sideBySide } from "../notebooks/side-by-side";
import { pageOf } from "./page";
import { libraryNames, termsOf } from "./terms";

const PAGES = path.join(ROOT, "scripts", "docs", "pages");

/** Runs a chapter. Resolves with it and its outputs, and with findings. */
export type Run = (file: string) => Promise<{ notebook: Notebook; findings: string[] }>;

/**
 * Writes the source for Sphinx: the pages, and the chapters with their outputs. Resolves with the
 * findings, by notebook and cell.
 */
export async function writeSource(folder: string, run: Run = executed): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(PAGES, folder, { recursive: true });
  const page = (name: string) => readFileSync(path.join(PAGES, name), "utf8");
  const words = { terms: termsOf(page("glossary.md")), names: libraryNames(page("api/index.md")) };
  const [contents = "", ...files] = chapters();
  const index = path.join(folder, "index.md");
  writeFileSync(
    index,
    minutesIn(
      readFileSync(index, "utf8"),
      files.map((file) => ({ file, notebook: readNotebook(file) })),
    ),
  );
  writeFileSync(path.join(folder, "in-the-page.md"), withDifferences(page("in-the-page.md")));
  const findings = await sideBySide([contents, ...files], async (file) => {
    const { notebook, findings } = await run(file);
    if (file !== contents)
      writeFileSync(path.join(folder, path.basename(file)), notebookText(pageOf(notebook, words)));
    return findings.map((finding) => `${path.basename(file)}: ${finding}`);
  });
  return findings.flat();
}

/**
 * Runs a notebook. Outputs that differ only in ids and addresses stay as stored, so the same text
 * builds the same site.
 */
async function executed(file: string): Promise<{ notebook: Notebook; findings: string[] }> {
  const executions = await execute(file, { once: true });
  const { notebook } = refreshed(readNotebook(file), executions);
  return { notebook, findings: judge(notebook, executions) };
}
