import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withDifferences } from "../live/database/fidelity/page";
import { minutesIn } from "../notebooks/navigation";
import { chapters, notebookText, readNotebook, ROOT, type Notebook } from "../notebooks/notebook";
import { sideBySide } from "../notebooks/side-by-side";
import { writeNotebookScript } from "../live/build";
import { frontPage } from "./front";
import { pageOf } from "./page";
import { plainText, type Chapter } from "./plain-text";
import { libraryNames, termsOf } from "./terms";

const PAGES = path.join(ROOT, "scripts", "docs", "pages");

/** Runs a chapter. Resolves with it and its outputs, and with findings. */
export type Run = (file: string) => Promise<{ notebook: Notebook; findings: string[] }>;

/**
 * Writes the source for Sphinx: the pages, and the chapters with their outputs; and into `live` the
 * notebooks for "Download as notebook". Resolves with the findings, by notebook and cell.
 */
export async function writeSource(folder: string, live: string, run: Run): Promise<string[]> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  cpSync(PAGES, folder, { recursive: true });
  const page = (name: string) => readFileSync(path.join(PAGES, name), "utf8");
  const words = { terms: termsOf(page("glossary.md")), names: libraryNames(page("api/index.md")) };
  const [contents = "", ...files] = chapters();
  const index = minutesIn(
    page("index.md"),
    files.map((file) => ({ file, notebook: readNotebook(file) })),
  );
  writeFileSync(path.join(folder, "in-the-page.md"), withDifferences(page("in-the-page.md")));
  rmSync(path.join(folder, "index.md"));
  const write = (name: string, notebook: Notebook) =>
    writeFileSync(path.join(folder, `${name}.ipynb`), notebookText(notebook));
  const results = await sideBySide([contents, ...files], async (file) => {
    const name = path.basename(file, ".ipynb");
    const { notebook, findings } = await run(file);
    const own = file === contents ? frontPage(index, notebook) : pageOf(notebook, words);
    // For cells.py, which tells it to the page.
    const download = writeNotebookScript(live, name, notebook);
    write(file === contents ? "index" : name, withMetadata(own, { download }));
    return { name, notebook, findings: findings.map((finding) => `${name}.ipynb: ${finding}`) };
  });
  writeFileSync(path.join(folder, "llms.txt"), plainText(results satisfies Chapter[]));
  return results.flatMap(({ findings }) => findings);
}

const withMetadata = (notebook: Notebook, more: object): Notebook => ({
  ...notebook,
  metadata: { ...notebook.metadata, ...more },
});
