/** Whether a cell may change the meaning of names in cells that don't refer to it. */
export const isGlobal = (source: string) => GLOBAL.test(source);

/**
 * What changes the meaning of names elsewhere (an import without names may be there for that), and
 * an escape, which may hide a name that the patterns here look for.
 */
const GLOBAL = /\bdeclare\b|\\u|\bimport\s*["']/;
