/**
 * The one limit of all tests, in milliseconds. Tests wait for conditions; the limit only ends a
 * wait for a condition that never holds, so it is longer than the slowest machine needs.
 */
export const LIMIT = 5 * 60_000;

/** A file waits several times; the one wait that fails must be able to say so first. */
export const FILE_LIMIT = 3 * LIMIT;

/** A file of `npm run test:hard` does many rounds. */
export const HARD_FILE_LIMIT = 12 * LIMIT;
