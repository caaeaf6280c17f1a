/** What cells import from `node:crypto`. */
export const randomUUID = (): string => crypto.randomUUID();

/** Returns a random integer from `min`, by default 0, to below `max`. */
export function randomInt(min: number, max?: number): number {
  const [from, to] = max === undefined ? [0, min] : [min, max];
  const count = to - from;
  // What is beyond the last whole multiple would make small numbers more frequent.
  const end = TWO_TO_32 - (TWO_TO_32 % count);
  const [random = 0] = crypto.getRandomValues(new Uint32Array(1));
  return random < end ? from + (random % count) : randomInt(from, to);
}

const TWO_TO_32 = 2 ** 32;
