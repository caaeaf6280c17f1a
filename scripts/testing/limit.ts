/**
 * The one limit of all tests, in milliseconds: so generous that no machine, however slow or busy,
 * reaches it. Tests wait for conditions; this only keeps a condition that never holds from
 * hanging a test for ever.
 */
export const LIMIT = 5 * 60_000;
