/**
 * Returns a function that chooses an entry of a list at random, for demonstrations: with the same
 * seed it makes the same choices in each run.
 *
 * The generator is mulberry32, which is small and good enough for this. Don't use it for secrets.
 *
 * @throws RangeError when the list is empty
 */
export function chooser(seed: number): <T>(list: readonly T[]) => T {
  let state = seed;
  const random = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return (list) => {
    const chosen = list[Math.floor(random() * list.length)];
    if (chosen === undefined)
      throw new RangeError("There is nothing to choose from: the list is empty.");
    return chosen;
  };
}
