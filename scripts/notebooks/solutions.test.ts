/** The solutions of the exercises run as they stand, after the chapter they belong to. */
import path from "node:path";
import { describe, test } from "node:test";
import { inChapter, run } from "./in-chapter";
import { chapters, readNotebook } from "./notebook";
import { KERNELS_AT_ONCE } from "./side-by-side";
import { solutions } from "./solutions";

describe("solutions", { concurrency: KERNELS_AT_ONCE }, () => {
  for (const file of chapters()) {
    const found = solutions(readNotebook(file));
    if (found.length === 0) continue;
    test(path.basename(file), () =>
      inChapter(file, async (session) => {
        for (const code of found) await run(session, code);
      }),
    );
  }
});
