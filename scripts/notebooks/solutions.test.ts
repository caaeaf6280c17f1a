/** The solutions of the exercises run as they stand, after the chapter they belong to. */
import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { Session } from "../kernel/session";
import { chapters, codeCells, hasTag, joined, readNotebook } from "./notebook";
import { KERNELS_AT_ONCE } from "./side-by-side";
import { solutions } from "./solutions";

describe("solutions", { concurrency: KERNELS_AT_ONCE }, () => {
  for (const file of chapters()) {
    const notebook = readNotebook(file);
    const found = solutions(notebook);
    if (found.length === 0) continue;
    test(path.basename(file), async () => {
      const session = await Session.start();
      try {
        const cells = codeCells(notebook).filter((cell) => !hasTag(cell, "cleanup"));
        for (const code of [...cells.map(({ source }) => joined(source)), ...found]) {
          const { status, stderr } = await session.run(code);
          assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
        }
      } finally {
        await session.close();
      }
    });
  }
});
