/** CPU time of a call: put, get, update with a condition, and a query of 100 items. */
import path from "node:path";
import { startServer } from "../../lib/embedded/server";
import type { Comparison } from "./comparison";
import { SIDES } from "./calls-process";
import { Contestants } from "./contestants";
import { installPackages } from "./packages";
import { interleaved, type Measured } from "./rounds";

/** How many calls a batch has: enough that the clock's steps don't matter. */
const CALLS: Record<string, number> = { put: 150, get: 150, update: 150, query: 40 };
/** How many calls of each operation come before those that count: as many of one as of another. */
const WARM_UP = 1200;

export async function calls(): Promise<Comparison[]> {
  await installPackages();
  const sides = Object.keys(SIDES);
  const contestants = await ready(sides);
  const operations = Object.keys(CALLS);
  try {
    const measured: Measured = new Map();
    for (const [operation, calls] of Object.entries(CALLS)) {
      const plan = { sides, operations: [operation], rounds: 25, warmUp: WARM_UP / calls };
      const measure = (side: string) => contestants.measure(side, operation, calls);
      for (const [name, values] of await interleaved(plan, measure)) measured.set(name, values);
    }
    return [{ ...ABOUT, sides, operations, measured }];
  } finally {
    await contestants.end();
  }
}

const ABOUT = {
  title: "CPU time per call",
  how:
    "Without a network: each side gets the answers that DynamoDB Local gave it before, when its results were checked. " +
    "The query returns 100 items of six attributes. The raw SDK is a default DynamoDBClient with marshall and unmarshall. " +
    "By hand is a client with the settings of connect(), and conversions that check nothing.",
  base: "raw SDK",
  unit: "µs",
} as const;

/** Starts the sides, each with a database of its own, which is gone when they are ready. */
export async function ready(sides: string[]): Promise<Contestants> {
  const server = await startServer();
  try {
    return await Contestants.start(path.join(__dirname, "calls-process.js"), sides, (side) => ({
      BENCH_ENDPOINT: server.endpoint,
      BENCH_ACCESS_KEY: `bench${sides.indexOf(side)}`,
    }));
  } finally {
    await server.stop();
  }
}
