/**
 * A process with one side of a comparison. Each side has a process of its own, as a program uses
 * one library: none runs code that the engine has compiled for another.
 *
 * Its arguments are a module that exports `contestant`, and the name of the side. It reports when
 * it is ready, and then takes batches of calls: `{ operation, calls }`, answered with the CPU time
 * of all its threads, in microseconds.
 */
import { setTimeout as pause } from "node:timers/promises";

/** The operations of a side: each does this many calls. */
export type Contestant = Record<string, (calls: number) => unknown>;

export type Batch = { operation: string; calls: number };
export type Report = { ready: true } | { microseconds: number } | { failed: string };

const [file = "", side = ""] = process.argv.slice(2);
const tell = (report: Report) => process.send?.(report);

async function main(): Promise<void> {
  const { contestant } = (await import(file)) as {
    contestant: (side: string) => Promise<Contestant>;
  };
  const operations = await contestant(side);
  process.on("message", (batch: Batch) => void run(operations, batch).then(tell, fail));
  // The process that measures has ended, in whatever way.
  process.once("disconnect", () => process.exit());
  tell({ ready: true });
}

async function run(operations: Contestant, { operation, calls }: Batch): Promise<Report> {
  const work = operations[operation];
  if (work === undefined) throw new Error(`${side} has no operation ${operation}.`);
  // What the batch before left to do belongs to that one.
  await pause(1);
  const before = process.cpuUsage();
  await work(calls);
  const { user, system } = process.cpuUsage(before);
  return { microseconds: user + system };
}

const fail = (error: unknown) =>
  tell({ failed: `${side}: ${error instanceof Error ? error.stack : String(error)}` });

main().catch(fail);
