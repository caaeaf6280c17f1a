/** Cells with this tag don't run in a page: it has no streams, and only some modules of Node. */
export const NOTEBOOK_ONLY = "notebook-only";

/**
 * What the page says in place of Run.
 *
 * @param chapter The chapter's name, such as "09-living-table"
 */
export const notebookOnly = (chapter: string): string =>
  `This page lacks what it needs: run the cell in the notebook ${chapter}.ipynb.`;
