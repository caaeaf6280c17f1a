import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import type { Execution, Run } from "../../notebooks/execute";
import { judge } from "../../notebooks/judge";
import {
  chapters,
  codeCells,
  joined,
  readNotebook,
  type Notebook,
  type Output,
} from "../../notebooks/notebook";
import { PageSession } from "./session";

describe("chapters in the page", () => {
  for (const file of chapters()) {
    test(path.basename(file), async () => {
      const notebook = readNotebook(file);
      const executions = await executed(file, notebook);
      assert.deepEqual(judge(notebook, executions), []);
    });
  }
});

async function executed(file: string, notebook: Notebook): Promise<Execution[]> {
  const session = await PageSession.start(path.basename(file, ".ipynb"));
  const cells = codeCells(notebook);
  const executions: Execution[] = [];
  const run = async (run: Run, { id, source }: (typeof cells)[number]) => {
    const { status, outputs } = await session.run(joined(source), id);
    executions.push({ run, id, status, outputs: outputs.map(asInNotebook) });
  };
  for (const cell of cells) await run("first", cell);
  for (const cell of cells) {
    await run("again", cell);
    await run("twice", cell);
  }
  await session.close();
  return executions;
}

function asInNotebook(output: Output): Output {
  return JSON.parse(
    JSON.stringify(output)
      .replaceAll(
        "The database is a simulation in this page (dynalite), in memory, for this page only",
        "DynamoDB Local runs at http://127.0.0.1:1, in memory, for this notebook only",
      )
      .replaceAll("http://this-page.localhost", "http://127.0.0.1:1"),
  ) as Output;
}
