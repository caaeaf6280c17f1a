import { tourTests } from "./tour";

/**
 * The way through the first three chapters: the first one runs, the second is completed too, the third
 * is shown as it is stored. JupyterLab does the same with the others, which `lab.hard.ts` shows. That
 * their cells run and show what is stored is tested in `notebooks/chapters.test.ts`, the links between
 * them in `notebooks/navigation.test.ts`.
 */
tourTests({
  length: 3,
  runs: (chapter) => /^0[12]/.test(chapter),
  restarts: (chapter) => chapter.startsWith("01"),
});
