import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import { isFields } from "../print/values";
import { progressLine, type ProgressLine } from "../print/progress-line";

/** The options of `batchWrite()` and `batchGet()`. */
export type BatchOptions = {
  /** How many requests are in flight at most. Default: 4. */
  inFlight?: number;
  /**
   * Shows how far it is: a text such as `"orders written"` in a line that changes in place; a
   * function is called at the start and after each response. `all` is `undefined` if the number isn't known.
   */
  progress?: string | ((done: number, all: number | undefined) => void);
};

const IN_FLIGHT = 4;
const NAMES = ["inFlight", "progress"];

/**
 * Refuses what isn't an option: a second list in its place would never be sent.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkBatchOptions(options: BatchOptions): void {
  if (!isFields(options))
    throw invalid(
      `The options of a batch are an object, such as { inFlight: 4 }, not ${brief(options)}.`,
    );
  const unknown = Object.keys(options).find((name) => !NAMES.includes(name));
  if (unknown !== undefined)
    throw invalid(`A batch has no option ${unknown}. It takes ${NAMES.join(", ")}.`);
  inFlightOf(options);
  const { progress }: { progress?: unknown } = options;
  if (progress === undefined || typeof progress === "string" || typeof progress === "function")
    return;
  throw invalid(`progress can't be ${brief(progress)}. It takes a text or a function.`);
}

/** @throws DynamoError `RequestInvalid` */
export function inFlightOf({ inFlight = IN_FLIGHT }: BatchOptions): number {
  if (Number.isInteger(inFlight) && inFlight >= 1) return inFlight;
  throw invalid(`inFlight can't be ${brief(inFlight)}. It takes a whole number from 1.`);
}

/** Returns what shows the progress as the option says. */
export function progressOf({ progress }: BatchOptions): ProgressLine {
  if (typeof progress === "string") return progressLine(progress);
  return { update: progress ?? (() => undefined), end: () => undefined };
}

const invalid = (message: string) => new DynamoError("RequestInvalid", message);
