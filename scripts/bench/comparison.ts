import type { Measured } from "./rounds";
import { byRound, ratios, spread, type Spread } from "./statistics";

/** Several sides, measured at the same operations. */
export type Comparison = About & {
  sides: readonly string[];
  operations: readonly string[];
  measured: Measured;
};

type About = {
  title: string;
  /** How it was measured, in a sentence or two. */
  how: string;
  /** The side that the others are compared with. */
  base: string;
  /** The unit of what was measured. */
  unit: "µs" | "ms" | "MB" | "units";
  /** Whether the figures are how much more than the base it is, instead of ratios. */
  isDifference?: boolean;
  /** What wasn't measured, and why. */
  notes?: readonly string[];
};

/** A comparison's figures. */
export type Result = About & {
  rounds: number;
  operations: readonly string[];
  /** What was measured of the base. */
  baseValues: (Spread | null)[];
  /** The other sides: their ratios to the base, or differences from it, by operation. */
  rows: { side: string; figures: (Spread | null)[] }[];
};

/** Compares each side with the base, round by round. */
export function resultOf({ sides, measured, ...about }: Comparison): Result {
  const { base, isDifference = false, operations } = about;
  const valuesOf = (side: string, operation: string) => measured.get(operation)?.get(side) ?? [];
  const compare = isDifference ? differences : ratios;
  const figure = (side: string, operation: string) => {
    const values = valuesOf(side, operation);
    return values.length === 0 ? null : spread(compare(values, valuesOf(base, operation)));
  };
  return {
    ...about,
    rounds: Math.max(...operations.map((operation) => valuesOf(base, operation).length)),
    baseValues: operations.map((operation) => {
      const values = valuesOf(base, operation);
      return values.length === 0 ? null : spread(values);
    }),
    rows: sides
      .filter((side) => side !== base)
      .map((side) => ({ side, figures: operations.map((operation) => figure(side, operation)) })),
  };
}

const differences = (values: readonly number[], base: readonly number[]) =>
  byRound(values, base, (value, other) => value - other);
