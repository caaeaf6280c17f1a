import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { placesIn } from "../docs";
import { codeCells, notebookText, readNotebook, type Cell } from "../notebooks/notebook";

/**
 * Writes the source of a small site for tests: the code of chapters with its outputs, without the
 * text, which refers to what isn't there.
 *
 * @param live What runs in the pages
 * @param more Cells for the end of the first chapter
 */
export function writeSmallSource(
  work: string,
  live: string,
  files: readonly string[],
  more: Cell[] = [],
): void {
  const places = placesIn(work);
  rmSync(places.source, { recursive: true, force: true });
  mkdirSync(places.source, { recursive: true });
  cpSync(live, places.live, { recursive: true });
  const write = (name: string, text: string) => writeFileSync(path.join(places.source, name), text);
  const names = files.map((file) => path.basename(file));
  write("llms.txt", "A small site\n");
  write("index.md", ["# Small", "```{toctree}", ...names, "```"].join("\n\n"));
  for (const [index, file] of files.entries()) {
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
