/** Cells that show something else in the page than is stored, by chapter, and why. */
export const DIFFERENCES: Record<string, Record<string, string>> = {};
