/**
 * The one limit of all tests, in milliseconds. Tests wait for conditions; the limit only ends a
 * wait for a condition that never holds, so it is longer than the slowest machine needs.
 */
export const LIMIT = 5 * 60_000;
