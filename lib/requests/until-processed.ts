import { DynamoError } from "../errors/errors";

/** Milliseconds. */
const FIRST_PAUSE = 50;
const MAX_FAILURES = 8;

/**
 * Sends parts in portions until DynamoDB has processed all of them. Unprocessed parts go to the end
 * of the queue; the pause after them doubles while DynamoDB processes nothing.
 *
 * @param sendPortion Sends these parts, and resolves with those that are left unprocessed
 * @throws DynamoError `BatchIncomplete`
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.BatchOperations
 */
export async function untilProcessed<P>(
  parts: readonly P[],
  portionSize: number,
  sendPortion: (portion: P[]) => Promise<P[]>,
): Promise<void> {
  const queue = [...parts];
  let failures = 0;
  while (queue.length > 0) {
    const left = queue.length;
    const portion = queue.splice(0, portionSize);
    const unprocessed = await sendPortion(portion).catch((error: unknown) => {
      throw withProgress(error, parts.length - left, parts.length);
    });
    queue.push(...unprocessed);
    if (unprocessed.length < portion.length) failures = 0;
    if (unprocessed.length === 0) continue;
    failures++;
    if (failures > MAX_FAILURES)
      throw new DynamoError(
        "BatchIncomplete",
        `DynamoDB repeatedly left parts of this batch unprocessed, ${queue.length} of ${parts.length}. ` +
          "Send less at once, or raise the throughput of the table, or of the index that can't keep up with it.",
      );
    await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE * 2 ** failures));
  }
}

/** Adds to an error how much of the batch was done before it. */
function withProgress(error: unknown, done: number, all: number): unknown {
  if (error instanceof DynamoError)
    error.message += ` Of the ${all} parts of this batch, ${done === 0 ? "none was" : `${done} were`} done before.`;
  return error;
}
