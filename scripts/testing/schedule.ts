/**
 * Decides which test files run at once: no more than the machine's cores can carry, and the longest
 * first, so that the others fill the gaps.
 */
import path from "node:path";
import { KERNELS_AT_ONCE } from "../notebooks/side-by-side";

/**
 * The files that take long, from the longest on, and how many cores each keeps busy: half of one if
 * it often waits, for a kernel or for the database. Add a file that `npm test -- --slowest` lists;
 * any other one is short, and keeps one core busy.
 */
export const LONG: readonly (readonly [name: string, cores: number])[] = [
  // Not the longest. It only waits, for half a minute, so at the start it costs the others nothing,
  // and at the end all of them would wait for it.
  ["table/create", 0],
  // It builds the site, for which those below would wait.
  ["live/live", 0.5],
  ["answers/exercises", 0.5],
  ["notebooks/chapters", KERNELS_AT_ONCE],
  ["runner/answers", 1],
  ["docs/site", 1],
  ["browser/lab", 1],
  ["browser/export", 1],
  ["runner/chapters", 0.5],
  ["scripts/check", 1],
  ["notebooks/refusals", KERNELS_AT_ONCE],
  ["kernel/protocol", 0.5],
  ["kernel/sequences", 0.5],
  ["kernel/database", 0.5],
  ["update/update", 0.5],
  ["scripts/start", 2],
  ["kernel/jupyter-suite", 0.5],
  ["notebooks/runner", 0.5],
  ["live/look", 1],
  ["embedded/supervisor", 0.5],
  ["kernel/interrupt", 0.5],
  ["kernel/compiler", 1],
  ["client/connect", 0.5],
  ["client/settings", 0.5],
  ["types/types", 1],
  ["kernel/traces", 0.5],
];

/** Whether a test file has such a name. */
export const isNamed = (file: string, name: string): boolean =>
  file.endsWith(path.normalize(`${name}.test.js`));

const rankOf = (file: string) => LONG.findIndex(([name]) => isNamed(file, name));

/** How many cores a test file keeps busy. */
export const coresOf = (file: string): number => LONG[rankOf(file)]?.[1] ?? 1;

/** Sorts the longest first; files that aren't known to be long keep their order at the end. */
export function longestFirst(files: readonly string[]): string[] {
  const rank = (file: string) => (rankOf(file) === -1 ? LONG.length : rankOf(file));
  return [...files].sort((a, b) => rank(a) - rank(b));
}

/**
 * Runs a task for each file, in this order but for those that don't fit beside what runs already.
 * A file that needs more cores than there are gets all of them.
 */
export async function schedule(
  files: readonly string[],
  cores: number,
  task: (file: string) => Promise<void>,
): Promise<void> {
  const queue = [...files];
  const running = new Set<Promise<void>>();
  let free = cores;
  const need = (file: string) => Math.min(coresOf(file), cores);
  const start = (file: string) => {
    free -= need(file);
    const run = task(file).finally(() => {
      free += need(file);
      running.delete(run);
    });
    running.add(run);
  };
  while (queue.length > 0) {
    const next = queue.findIndex((file) => need(file) <= free);
    if (next !== -1) start(...(queue.splice(next, 1) as [string]));
    else await Promise.race(running);
  }
  await Promise.all(running);
}
