import type { Cell, Notebook } from "../notebooks/notebook";

/** The place of a code cell in the front page's Markdown. */
const PLACE = /^<!-- cell ([\w-]+) -->\n/m;
const FRONT_MATTER = /^---\n[\s\S]*?^---\n/m;
const DESCRIPTION = /^ *description: "(.*)"$/m;

/**
 * Returns the front page as a notebook: its Markdown, and in its place a code cell of the contents
 * with its outputs.
 *
 * @throws Error if the page names no cell, or one that the contents don't have
 */
export function frontPage(markdown: string, contents: Notebook): Notebook {
  const [place = "", id] = PLACE.exec(markdown) ?? [];
  const code = contents.cells.find((cell) => cell.cell_type === "code" && cell.id === id);
  if (code === undefined)
    throw new Error(`The front page shows cell ${id}, which 00-contents.ipynb doesn't have.`);
  const description = DESCRIPTION.exec(markdown)?.[1];
  const [before = "", after = ""] = markdown.replace(FRONT_MATTER, "").split(place);
  return {
    ...contents,
    metadata: { ...contents.metadata, description },
    cells: [text("before", before), code, text("after", after)],
  };
}

const text = (id: string, source: string): Cell => ({
  cell_type: "markdown",
  id,
  metadata: {},
  source: source.trim(),
});
