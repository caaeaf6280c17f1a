import { tourTests } from "./tour";

/**
 * The first chapter runs, and the one that is completed. That the cells of the others run, and show
 * what is stored, is `notebooks/chapters.test.ts`'s; here they are shown, and `lab.hard.ts` runs and
 * restarts them all.
 */
tourTests({
  runs: (chapter) => /^0[12]/.test(chapter),
  restarts: (chapter) => chapter.startsWith("01"),
});
