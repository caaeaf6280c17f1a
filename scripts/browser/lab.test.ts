import { tourTests } from "./tour";

/**
 * The way through the first three chapters: the first one runs, the second is completed too, the third
 * is shown as it is stored. JupyterLab does the same with the others, which `lab.hard.ts` shows. That
 * their cells run and show what is stored is `notebooks/chapters.test.ts`'s, that their links lead
 * somewhere `notebooks/navigation.test.ts`'s.
 */
tourTests({
  length: 3,
  runs: (chapter) => /^0[12]/.test(chapter),
  restarts: (chapter) => chapter.startsWith("01"),
});
