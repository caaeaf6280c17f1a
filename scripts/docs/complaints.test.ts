import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { complaintsIn } from "./complaints";

test("a complaint of Sphinx names chapter and cell, page or docstring, and no generated path", () => {
  const source = mkdtempSync(path.join(tmpdir(), "complaints-"));
  try {
    const cells = ["header", "setting", "pages"].map((id) => ({ id, cell_type: "markdown" }));
    writeFileSync(path.join(source, "05-store.ipynb"), JSON.stringify({ cells }));
    mkdirSync(path.join(source, "api"));
    const at = (place: string) => path.join(source, place);
    assert.deepEqual(
      complaintsIn(
        [
          "running",
          `${at("05-store.ipynb")}:30002: WARNING: Unknown directive type: 'x' [myst]`,
          `${at("05-store.ipynb")}: WARNING: document isn't included in any toctree`,
          `${at("glossary.md")}:7: ERROR: Unknown target`,
          `${at("api/functions/show.md")}:3: WARNING: bad`,
          "Configuration error:",
        ],
        source,
      ),
      [
        "05-store.ipynb: cell pages: Unknown directive type: 'x' [myst]",
        "05-store.ipynb: document isn't included in any toctree",
        "scripts/docs/pages/glossary.md:7: Unknown target",
        "the docstring of show in lib: bad",
        "Configuration error:",
      ],
    );
  } finally {
    rmSync(source, { recursive: true });
  }
});
