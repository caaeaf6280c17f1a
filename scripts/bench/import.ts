/** What a program's import of the library costs beside that of the SDK. */
import type { Comparison } from "./comparison";
import { inFreshProcess } from "./fresh-process";
import { interleaved, type Measured } from "./rounds";

/**
 * What loading took: milliseconds of CPU time; megabytes of the heap, and of memory that the system
 * counts.
 */
export type Import = { time: number; heap: number; resident: number };

/** The library loads its modules at their first use, so both are measured: importing and using it. */
const SIDES = ["SDK", "library and SDK", "library, used, and SDK"];
const ROUNDS = 21;

export async function importing(): Promise<Comparison[]> {
  const taken = new Map<string, Import[]>(SIDES.map((side) => [side, []]));
  const plan = { sides: SIDES, operations: ["import"], rounds: ROUNDS, warmUp: 1 };
  await interleaved(plan, async (side) => {
    const one = await inFreshProcess<Import>("import-process.js", [side], ["--expose-gc"]);
    taken.get(side)?.push(one);
    return one.time;
  });
  const measured = (...kinds: (keyof Import)[]): Measured =>
    new Map(
      kinds.map((kind) => [
        kind,
        new Map(SIDES.map((side) => [side, valuesOf(taken.get(side), kind)])),
      ]),
    );
  return [
    { ...TIME, sides: SIDES, operations: ["time"], measured: measured("time") },
    {
      ...MEMORY,
      sides: SIDES,
      operations: ["heap", "resident"],
      measured: measured("heap", "resident"),
    },
  ];
}

/** The values of the rounds that count. */
const valuesOf = (taken: readonly Import[] = [], kind: keyof Import): number[] =>
  taken.slice(-ROUNDS).map((one) => one[kind]);

const TIME = {
  title: "CPU time of the import",
  how: "In a fresh process, with `require()`; the SDK is the package client-dynamodb. The library loads a module when one of its exports is first read; *used* means that `connect`, `Table`, `string` and `int` were.",
  base: "SDK",
  unit: "ms",
} as const;
const MEMORY = {
  title: "Memory of the import",
  how: "What the heap, and the resident memory, of the same processes grew by, after a collection of garbage.",
  base: "SDK",
  unit: "MB",
} as const;
