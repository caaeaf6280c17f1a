/**
 * Every cell of every chapter in the page, once and then twice in place: it shows what is stored,
 * or its difference is listed.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import type { Execution, Run } from "../../notebooks/execute";
import { judge } from "../../notebooks/judge";
import {
  chapters,
  codeCells,
  hasTag,
  joined,
  readNotebook,
  type Cell,
  type Notebook,
  type Output,
} from "../../notebooks/notebook";
import { DIFFERENCES, inNotebooksWords } from "./differences";
import { NOTEBOOK_ONLY } from "../page/notebook-only";
import type { Host } from "./hosts";
import { PageSession } from "./session";

const isNotebookOnly = (cell: Cell) => hasTag(cell, NOTEBOOK_ONLY);

/** Defines a test for each chapter, in such a page. */
export function runsChapters(host: Host): void {
  for (const file of chapters()) {
    const name = path.basename(file, ".ipynb");
    test(name, async (t) => {
      const session = await PageSession.start(host, name);
      t.after(() => session.close());
      const notebook = readNotebook(file);
      const runnable = {
        ...notebook,
        cells: notebook.cells.filter((cell) => !isNotebookOnly(cell)),
      };
      const faults = judge(runnable, await executed(session, runnable));
      assert.deepEqual(
        faults.filter((fault) => !listed(name).some(isOf(fault))),
        [],
      );
      const gone = listed(name).filter((id) => !faults.some((fault) => isOf(fault)(id)));
      assert.deepEqual(gone, [], "These cells needn't be listed as different any more.");
      for (const { id, source } of codeCells(notebook).filter(isNotebookOnly)) {
        const { status } = await session.run(joined(source), id);
        assert.equal(status, "error", `The cell ${id} has the tag ${NOTEBOOK_ONLY}, but runs.`);
      }
    });
  }
}

const listed = (chapter: string) => Object.keys(DIFFERENCES[chapter] ?? {});

/** Only a difference from what is stored can be listed, not a failure, and not another second run. */
const isOf = (fault: string) => (id: string) =>
  fault.startsWith(`cell ${id}: its output differs from the stored one`);

async function executed(session: PageSession, notebook: Notebook): Promise<Execution[]> {
  const cells = codeCells(notebook);
  const executions: Execution[] = [];
  const run = async (name: Run, { id, source }: Cell) => {
    const { status, outputs } = await session.run(joined(source), id);
    executions.push({ run: name, id, status, outputs: outputs.map(asInNotebook) });
  };
  for (const cell of cells) await run("first", cell);
  for (const cell of cells) {
    await run("again", cell);
    await run("twice", cell);
  }
  return executions;
}

const asInNotebook = (output: Output): Output =>
  JSON.parse(inNotebooksWords(JSON.stringify(output))) as Output;
