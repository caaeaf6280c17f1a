import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { findings } from "./check";
import * as project from "./checks/project";
import * as cellCode from "./notebooks/cell-code";
import * as format from "./notebooks/format";
import * as lint from "./notebooks/lint";

test("when several checks fail to run, it fails with the first error, and handles the others", async (context) => {
  const fails = (name: string) => () => Promise.reject(new Error(name));
  context.mock.method(cellCode, "writeCellCode", () => []);
  context.mock.method(cellCode, "typeErrors", () => {
    throw new Error("types");
  });
  for (const name of ["lintProject", "lintCells"] as const)
    context.mock.method(lint, name, fails(name));
  for (const name of ["formatFindings", "roomFindings"] as const)
    context.mock.method(project, name, fails(name));
  context.mock.method(format, "formatted", fails("formatted"));
  await assert.rejects(findings(), /lintProject/);
  // An error that nothing handles would fail this test now.
  await turn();
});

describe("everything that needs no kernel", () => {
  let found: Record<string, string[]>;
  before(async () => (found = await findings()));
  for (const kind of [
    "notebooks",
    "format of the cells",
    "links between chapters",
    "order of the rooms",
    "format of the project",
    "types of the cells",
    "lint of the cells",
    "lint of the project",
  ]) {
    test(kind, () => assert.deepEqual(found[kind], []));
  }
});
