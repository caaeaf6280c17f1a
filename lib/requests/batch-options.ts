import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
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

/** @throws DynamoError `RequestInvalid` */
export function inFlightOf({ inFlight = IN_FLIGHT }: BatchOptions): number {
  if (Number.isInteger(inFlight) && inFlight >= 1) return inFlight;
  throw new DynamoError(
    "RequestInvalid",
    `inFlight can't be ${brief(inFlight)}. It takes a whole number from 1.`,
  );
}

/** Returns what shows the progress as the option says. */
export function progressOf({ progress }: BatchOptions): ProgressLine {
  if (typeof progress === "string") return progressLine(progress);
  return { update: progress ?? (() => undefined), end: () => undefined };
}
