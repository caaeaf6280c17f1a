/** All chapters, compiled ahead, are what kernels would store. */
import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { codeOf } from "../notebooks/in-chapter";
import { chapters } from "../notebooks/notebook";
import { storedAhead, storedByKernel } from "./stored-cells";

for (const file of chapters())
  test(path.basename(file), () => {
    const cells = codeOf(file);
    assert.deepEqual(storedAhead([cells]), storedByKernel([cells]));
  });
