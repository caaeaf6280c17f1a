import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { placesIn } from "../docs";
import { chapters, codeCells, notebookText, readNotebook, type Cell } from "../notebooks/notebook";

/** From more than five pages on, Sphinx reads them in several processes. */
const CHAPTERS = chapters().slice(1, 6);

/**
 * Writes the source of a small site for tests: the code of five chapters with its outputs, without
 * the text, which refers to what isn't there. `more` goes to the end of the first.
 *
 * @param live What runs in the pages
 */
export function writeSmallSource(work: string, live: string, more: Cell[] = []): void {
  const places = placesIn(work);
  rmSync(places.source, { recursive: true, force: true });
  mkdirSync(places.source, { recursive: true });
  cpSync(live, places.live, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(places.source, name), text);
  const names = CHAPTERS.map((file) => path.basename(file));
  write("llms.txt", "A small site\n");
  write("index.md", ["# Small", "```{toctree}", ...names, "```"].join("\n\n"));
  for (const [index, file] of CHAPTERS.entries()) {
    const notebook = readNotebook(file);
    const title = markdown("title", "# A chapter\n\n**After this chapter** you know its code.");
    const cells = [title, ...codeCells(notebook), ...(index === 0 ? more : [])];
    const metadata = { ...notebook.metadata, download: "not-written.js" };
    write(path.basename(file), notebookText({ ...notebook, metadata, cells }));
  }
}

export const markdown = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source,
});
