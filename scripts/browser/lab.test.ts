import { tourTests } from "./tour";

/** A restart is the same for each chapter: `lab.hard.ts` restarts them all. */
tourTests((chapter) => chapter.startsWith("01"));
