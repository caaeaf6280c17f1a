/** Multiples of this, modulo 1, are spread evenly, however many there are: the golden ratio. */
const STEP = (Math.sqrt(5) - 1) / 2;

/**
 * Lets `Math.random()` return evenly spread numbers during a call, so that few of them show which
 * values the answer makes of them. Resolves to how many it took.
 */
export async function takenFromSpread(call: () => PromiseLike<unknown>): Promise<number> {
  const { random } = Math;
  const start = random();
  let taken = 0;
  Math.random = () => (start + ++taken * STEP) % 1;
  try {
    await call();
    return taken;
  } finally {
    Math.random = random;
  }
}
