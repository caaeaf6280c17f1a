import { test } from "node:test";
import fc from "fast-check";

/** Something that must hold for all inputs, and how many random ones are tried. */
export type Property = {
  name: string;
  /** Runs in `npm test`, and in `npm run test:hard`. */
  runs: { quick: number; hard: number };
  holds: () => fc.IRawProperty<unknown>;
};

/**
 * Tests properties with random inputs. The error of a failure prints the seed and the path, which
 * `fc.assert(property, { seed, path })` repeats, and the smallest input that fails.
 */
export function testProperties(
  properties: readonly Property[],
  kind: keyof Property["runs"],
): void {
  for (const { name, runs, holds } of properties)
    test(name, async () => fc.assert(holds(), { numRuns: runs[kind], includeErrorInReport: true }));
}
