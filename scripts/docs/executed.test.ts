import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { readNotebook, type Notebook } from "../notebooks/notebook";
import { remembering } from "./executed";

const folder = mkdtempSync(path.join(tmpdir(), "executed-"));
after(() => rmSync(folder, { recursive: true, force: true }));

const file = path.join(folder, "01-a.ipynb");
const notebook = (text: string): Notebook => ({
  cells: [{ cell_type: "markdown", id: "one", metadata: {}, source: text }],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});
const write = (text: string) => writeFileSync(file, JSON.stringify(notebook(text)));

test("a chapter runs again when it has changed, or when it had findings; else not", async () => {
  const findings: string[] = [];
  let runs = 0;
  const kept = path.join(folder, "kept");
  const run = () =>
    remembering((name) => {
      runs++;
      return Promise.resolve({ notebook: readNotebook(name), findings: [...findings] });
    }, kept)(file);

  write("first");
  assert.deepEqual(await run(), { notebook: notebook("first"), findings: [] });
  assert.deepEqual(await run(), { notebook: notebook("first"), findings: [] });
  assert.equal(runs, 1);

  write("second");
  findings.push("cell one: status error");
  assert.deepEqual((await run()).findings, findings);
  assert.deepEqual((await run()).findings, findings);
  assert.equal(runs, 3);

  findings.pop();
  assert.deepEqual(await run(), { notebook: notebook("second"), findings: [] });
  assert.deepEqual(await run(), { notebook: notebook("second"), findings: [] });
  assert.equal(runs, 4);
});
