/** What many measurements amount to: the middle, and how far they spread. */

/** The median, and the values below which a tenth and nine tenths of the measurements are. */
export type Spread = { median: number; low: number; high: number };

/**
 * Returns the value below which this share of the values is; between two values, in proportion.
 *
 * @param share From 0, the smallest, to 1, the largest
 * @throws RangeError without a value
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const below = sorted[Math.floor(place)];
  const above = sorted[Math.ceil(place)];
  if (below === undefined || above === undefined)
    throw new RangeError("Nothing was measured, so there is no quantile.");
  return below + (above - below) * (place - Math.floor(place));
}

export const spread = (values: readonly number[]): Spread => ({
  median: quantile(values, 0.5),
  low: quantile(values, 0.1),
  high: quantile(values, 0.9),
});

/**
 * Combines what was measured with what it is compared to, round by round: the two values of a round
 * were measured one soon after the other, under the same load.
 *
 * @throws RangeError if a round lacks one of them
 */
export function byRound(
  values: readonly number[],
  base: readonly number[],
  combine: (value: number, base: number) => number,
): number[] {
  if (values.length !== base.length)
    throw new RangeError(`${values.length} measurements can't be paired with ${base.length}.`);
  return values.map((value, round) => combine(value, base[round] as number));
}

export const ratios = (values: readonly number[], base: readonly number[]): number[] =>
  byRound(values, base, (value, other) => value / other);
