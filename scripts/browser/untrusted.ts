import assert from "node:assert/strict";
import path from "node:path";
import { chapters, codeCells, joined, readNotebook, type Cell } from "../notebooks/notebook";
import type { Copies } from "./copies";
import type { Lab } from "./lab";

/** The tables and pictures of a chapter, in one cell: an editor for each would take most of the time. */
const tablesAndPictures = (file: string): Cell => ({
  cell_type: "code",
  id: path.basename(file, ".ipynb"),
  metadata: {},
  source: "",
  execution_count: 1,
  outputs: codeCells(readNotebook(file))
    .flatMap(({ outputs = [] }) => outputs)
    .filter(({ data }) => data?.["text/html"] !== undefined),
});
/** No formula. */
const PRICES = "It costs $5, then $6 more.";
/** Whatever is between words: without its styles, a text may wrap elsewhere. */
const words = (text: string) => text.split(/\s+/).join(" ").trim();

/**
 * Opens all tables and pictures of the chapters in a notebook that isn't trusted. JupyterLab takes
 * scripts, SVG and most styles out of it, as out of a chapter that was changed outside of it.
 *
 * @param lab It has opened nothing yet, so that its complaints are those of this notebook
 * @param next The notebook that a link in it leads to
 */
export async function outputsCanBeReadUntrusted(
  lab: Lab,
  copies: Copies,
  next: string,
): Promise<void> {
  const files = chapters();
  const cells = files.map(tablesAndPictures);
  const source = `${PRICES}\n\n[next](${next})`;
  const prose: Cell = { cell_type: "markdown", id: "prose", metadata: {}, source };
  const all = [...cells, prose];
  await lab.open(copies.add("untrusted.ipynb", { ...readNotebook(files[0] ?? ""), cells: all }));
  assert.match(
    (await lab.page.locator(".jp-StatusItem-trust").getAttribute("title")) ?? "",
    /not trusted: 0 of/,
  );
  assert.equal(await lab.questions().count(), 0);
  const outputs = cells.flatMap(({ outputs = [] }) =>
    outputs.map(({ data }) => joined(data?.["text/html"] ?? "")),
  );
  await lab
    .htmlOutputs()
    .nth(outputs.length - 1)
    .waitFor();
  const page = await lab.newPage({});
  const parts = outputs.map((html) => `<section>${html}</section>`);
  await page.setContent(parts.join("\n"));
  assert.deepEqual(
    (await lab.htmlOutputs().allInnerTexts()).map(words),
    (await page.locator("body > section").allInnerTexts()).map(words),
  );
  await page.close();
  await lab.page.getByRole("paragraph").getByText(PRICES).waitFor();
  assert.equal(await lab.page.locator("mjx-container").count(), 0);
  assert.deepEqual(lab.complaints, []);
}
