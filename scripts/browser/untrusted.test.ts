import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { chapters, codeCells, joined, readNotebook, type Cell } from "../notebooks/notebook";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Copies } from "./copies";
import { Lab } from "./lab";

const executable = chromiumPath();
const htmlOf = ({ outputs = [] }: Cell) =>
  outputs.flatMap(({ data }) =>
    data?.["text/html"] === undefined ? [] : [joined(data["text/html"])],
  );
/** No formula. */
const PRICES = "It costs $5, then $6 more.";
/** Whatever is between words: without its styles, a text may wrap elsewhere. */
const words = (text: string) => text.split(/\s+/).join(" ").trim();

// JupyterLab takes scripts, SVG and most styles out of what it doesn't trust, such as a chapter
// that was changed outside of it.
test(
  "the outputs of a notebook that isn't trusted can be read",
  { skip: executable === undefined && NO_CHROMIUM },
  async () => {
    const files = chapters();
    const cells = files.flatMap((file) =>
      codeCells(readNotebook(file))
        .filter((cell) => htmlOf(cell).length > 0)
        .map((cell) => ({ ...cell, id: `${path.basename(file).slice(0, 2)}-${cell.id}` })),
    );
    const copies = new Copies();
    const lab = await Lab.start(executable ?? "");
    try {
      const prose: Cell = { cell_type: "markdown", id: "prose", metadata: {}, source: PRICES };
      const all = [...cells, prose];
      await lab.open(
        copies.add("untrusted.ipynb", { ...readNotebook(files[0] ?? ""), cells: all }),
      );
      assert.match(
        (await lab.page.locator(".jp-StatusItem-trust").getAttribute("title")) ?? "",
        /not trusted: 0 of/,
      );
      assert.equal(await lab.questions().count(), 0);
      const outputs = cells.flatMap(htmlOf);
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
      await lab.page.getByRole("paragraph").getByText(PRICES).waitFor();
      assert.equal(await lab.page.locator("mjx-container").count(), 0);
      assert.deepEqual(lab.complaints, []);
    } finally {
      await lab.close();
      copies.remove();
    }
  },
);
