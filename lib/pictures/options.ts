import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";
import { formatNumber } from "../print/count";

/** Limits how much of a table is drawn. */
export type DrawOptions = {
  /** How many items to draw at most, from 1 to 1,000. Default: 100. */
  limit?: number;
};

/** Returns the limit, or its default. @throws DynamoError `RequestInvalid` */
export const limitOf = ({ limit = 100 }: DrawOptions): number =>
  wholeNumber("limit", limit, 1, 1000);

/**
 * Returns an option that must be a whole number in this range.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function wholeNumber(name: string, value: unknown, least: number, largest: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= largest)
    return value;
  const takes = `It takes a whole number from ${least} to ${formatNumber(largest)}.`;
  throw new DynamoError("RequestInvalid", `${name} can't be ${brief(value)}. ${takes}`);
}
