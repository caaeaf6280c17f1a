/**
 * Every chapter in a fresh kernel, then each of its cells twice in place. The cells are compiled
 * before, all at once: `kernel/compile-ahead.test.ts` shows that a kernel would compile them to the
 * same bytes, and `refusals.test.ts`, `answers.test.ts` and `kernel/` that a kernel compiles.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { before, describe, test } from "node:test";
import { compileAhead } from "../kernel/compile-ahead";
import { execute } from "./execute";
import { codeOf } from "./in-chapter";
import { judge } from "./judge";
import { chapters, readNotebook } from "./notebook";
import { KERNELS_AT_ONCE } from "./side-by-side";

// Half of its time a chapter waits: for the database, or for pauses of its own.
describe("chapters", { concurrency: 2 * KERNELS_AT_ONCE }, () => {
  before(() => compileAhead(chapters().map(codeOf)));

  for (const file of chapters()) {
    test(path.basename(file), async () => {
      assert.deepEqual(judge(readNotebook(file), await execute(file)), []);
    });
  }
});
