/** Measures several sides by turns, so that what else the machine does meets all of them. */

/** What was measured, by operation and side: a value for each round. */
export type Measured = Map<string, Map<string, number[]>>;

export type Plan = {
  sides: readonly string[];
  operations: readonly string[];
  rounds: number;
  /** Rounds of each operation before these, which aren't kept. */
  warmUp: number;
};

type Measure = (side: string, operation: string) => Promise<number>;

/**
 * Measures each side once in each round, in a random order. One operation after the other: the
 * garbage that an operation makes is then collected while the same operation is measured.
 *
 * @param random Returns a number from 0 up to, but not including, 1
 */
export async function interleaved(
  { sides, operations, rounds, warmUp }: Plan,
  measure: Measure,
  random: () => number = Math.random,
): Promise<Measured> {
  const measured: Measured = new Map();
  for (const operation of operations) {
    const values = new Map<string, number[]>(sides.map((side) => [side, []]));
    measured.set(operation, values);
    for (let round = -warmUp; round < rounds; round++)
      for (const side of shuffled(sides, random)) {
        const value = await measure(side, operation);
        if (round >= 0) values.get(side)?.push(value);
      }
  }
  return measured;
}

/**
 * Returns the values in a random order, each order as likely as any other.
 *
 * @see https://en.wikipedia.org/wiki/Fisher%E2%80%93Yates_shuffle
 */
export function shuffled<T>(values: readonly T[], random: () => number): T[] {
  const rest = [...values];
  return values.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
