/** Every chapter in a fresh kernel, then each of its cells twice in place. */
import assert from "node:assert/strict";
import path from "node:path";
import { describe, test } from "node:test";
import { execute } from "./execute";
import { judge } from "./judge";
import { chapters, readNotebook } from "./notebook";
import { KERNELS_AT_ONCE } from "./side-by-side";

describe("chapters", { concurrency: KERNELS_AT_ONCE }, () => {
  for (const file of chapters()) {
    test(path.basename(file), async () => {
      assert.deepEqual(judge(readNotebook(file), await execute(file)), []);
    });
  }
});
