/** What an answer takes as the table grows, in the ways of the examples. */
import type { Comparison } from "./comparison";
import { inFreshProcess } from "./fresh-process";
import type { Measured } from "./rounds";

/** What growth-process.ts prints: by way, then by size. */
export type Growth = {
  /** The sizes. */
  sides: string[];
  /** The ways. */
  operations: string[];
  /** Milliseconds of each round. */
  times: Record<string, Record<string, number[]>>;
  /** Read units, the same in every round. */
  units: Record<string, Record<string, number>>;
};

export async function growth(): Promise<Comparison[]> {
  const { sides, operations, times, units } = await inFreshProcess<Growth>("growth-process.js", []);
  const measured = (valuesOf: (way: string, size: string) => number[]): Measured =>
    new Map(
      operations.map((way) => [way, new Map(sides.map((size) => [size, valuesOf(way, size)]))]),
    );
  const time = measured((way, size) => times[way]?.[size] ?? []);
  const consumed = measured((way, size) => [units[way]?.[size] ?? NaN]);
  return [
    { ...ABOUT, ...TIME, sides, operations, measured: time },
    { ...ABOUT, ...UNITS, sides, operations, measured: consumed },
  ];
}

const ABOUT = {
  base: "10²",
  how:
    "How many viewers has a page? Tables of 10² to 10⁵ views in one DynamoDB Local, 20 views of each page. " +
    "The scan reads on to the end, with a filter for the page.",
};
const TIME = { title: "Time of an answer, as the table grows", unit: "ms" } as const;
const UNITS = { title: "Read units of an answer, as the table grows", unit: "units" } as const;
