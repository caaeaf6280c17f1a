/**
 * Cells that the page can't run carry this tag: its database lacks what they need. The page shows
 * the sentence in place of Run.
 */
export const NOTEBOOK_ONLY = "notebook-only";

/** @param chapter The chapter's name, such as "09-living-table" */
export const notebookOnly = (chapter: string): string =>
  `The database in this page lacks what this cell needs. Run it in the notebook notebooks/${chapter}.ipynb.`;
