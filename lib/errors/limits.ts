/**
 * How long the workbook waits, in milliseconds; the README states both.
 */

/** The time in which DynamoDB Local must start. */
export const START_LIMIT = 60_000;

/** The time in which a database must answer a request: after it, it counts as gone. */
export const ANSWER_LIMIT = 30_000;
