/** How long a database takes to its first answer. */
import type { Comparison } from "./comparison";
import { inFreshProcess } from "./fresh-process";
import { interleaved } from "./rounds";

/** Resolves with the milliseconds to the first answer. */
export const startOf = (way: "connect()" | "java -jar"): Promise<number> =>
  inFreshProcess<number>("start-process.js", [way]);

export async function start(): Promise<Comparison[]> {
  const sides = ["java -jar", "connect()"] as const;
  const operations = ["first answer"];
  const measured = await interleaved({ sides, operations, rounds: 15, warmUp: 1 }, (side) =>
    startOf(side as (typeof sides)[number]),
  );
  return [{ ...ABOUT, sides, operations, measured }];
}

const ABOUT = {
  title: "Time to the database's first answer",
  how:
    "In a fresh process that has loaded the library and the SDK. " +
    "`java -jar` is DynamoDB Local in memory, without other options for Java.",
  base: "java -jar",
  unit: "ms",
} as const;
