/** CPU time per item of batches of 10² to 10⁵ items: it shouldn't depend on the number. */
import path from "node:path";
import { SIZES } from "./batches-process";
import type { Comparison } from "./comparison";
import { Contestants } from "./contestants";
import { interleaved, type Measured } from "./rounds";

const OPERATIONS = ["batchWrite", "batchGet"];
/**
 * A measurement has at least so many items, in batches of the side's size: several of each size but
 * the largest, so that each is measured with the garbage that a batch leaves.
 */
const ITEMS = 2e4;
/** How much more time an item of a larger batch may take, for that batch to be measured at all. */
const TOO_STEEP = 5;

export async function batches(): Promise<Comparison[]> {
  const sides = Object.keys(SIZES);
  const contestants = await Contestants.start(path.join(__dirname, "batches-process.js"), sides);
  const measure = (side: string, operation: string) =>
    contestants.measure(side, operation, Math.max(ITEMS, SIZES[side] ?? 0));
  try {
    const notes: string[] = [];
    const measured: Measured = new Map();
    for (const operation of OPERATIONS) {
      const { flat, note } = await flatSides(sides, (side) => measure(side, operation));
      if (note !== undefined) notes.push(`${operation}: ${note}`);
      const plan = { sides: flat, operations: [operation], rounds: 7, warmUp: 3 };
      for (const [name, values] of await interleaved(plan, measure)) measured.set(name, values);
    }
    return [{ ...ABOUT, sides, operations: OPERATIONS, measured, notes }];
  } finally {
    await contestants.end();
  }
}

/** Finds the sizes up to which the time per item doesn't explode: more could take hours. */
async function flatSides(
  sides: readonly string[],
  measure: (side: string) => Promise<number>,
): Promise<{ flat: string[]; note?: string }> {
  const [first = "", ...larger] = sides;
  // Once more, because the first time compiles the code.
  await measure(first);
  const base = await measure(first);
  const flat = [first];
  for (const side of larger) {
    const ratio = (await measure(side)) / base;
    if (ratio > TOO_STEEP)
      return {
        flat,
        note: `of ${side} items each took ${ratio.toFixed(0)} times as long; more weren't tried.`,
      };
    flat.push(side);
  }
  return { flat };
}

const ABOUT = {
  title: "CPU time per item of a batch",
  how:
    "Without a network: the answers come at once. Up to 10⁴ requests are given as arguments, " +
    "10⁵ by an iterable (as arguments where batches take none).",
  base: "10²",
  unit: "µs",
} as const;
