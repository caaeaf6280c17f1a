/**
 * `npm test [-- name …]`: every quick test, or those in files with such a name; ends with
 * `N passed, N failed`. `npm test -- --slowest` lists the files that took longest.
 * `npm run test:hard [-- name …]` is the same for the long tests, in files `*.hard.ts`, which run
 * one after another: they load the machine, and print figures.
 */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { INSTALL_CHROMIUM, NO_CHROMIUM } from "./browser/chromium";
import { INSTALL_FIREFOX, NO_FIREFOX } from "./browser/firefox";
import { leftovers } from "./testing/leftovers";
import { FILE_LIMIT, HARD_FILE_LIMIT, LIMIT } from "./testing/limit";
import { Report } from "./testing/report";
import { runFile } from "./testing/run-file";
import { longestFirst, schedule } from "./testing/schedule";
import { shareDatabase } from "./testing/shared-database";
import { listed, rememberTimes, slowest } from "./testing/times";

const BUILD = path.resolve(__dirname, "..");

/** Why tests are skipped where a browser is missing, and what installs it. */
const BROWSERS = [
  [NO_CHROMIUM, INSTALL_CHROMIUM],
  [NO_FIREFOX, INSTALL_FIREFOX],
] as const;

/**
 * Files of one kind of test, how many cores they may keep busy, how long one may take, and options
 * of Node in all their processes.
 */
type Kind = { ending: string; cores: number; limit: number; options: string };

const OPTIMIZE_LATER = path.join(__dirname, "testing", "optimize-later.js");

export const QUICK: Kind = {
  ending: ".test.js",
  cores: availableParallelism(),
  limit: FILE_LIMIT,
  // Many processes run at once: the four threads that each V8 has for its background work disturb
  // one another.
  options: `--v8-pool-size=1 --require ${JSON.stringify(OPTIMIZE_LATER)}`,
};
// They print figures, which must be those of a learner's Node.
export const HARD: Kind = { ending: ".hard.js", cores: 1, limit: HARD_FILE_LIMIT, options: "" };

export async function main(args: string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith("--"));
  if (args.includes("--slowest")) {
    console.log(slowest());
    return 0;
  }
  const kind = args.includes("--hard") ? HARD : QUICK;
  const before = leftovers();
  // In every process the SDK warns users of Node 20 that it is old.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  process.env["NODE_OPTIONS"] = `${process.env["NODE_OPTIONS"] ?? ""} ${kind.options}`.trim();
  const files = testFiles(kind, names);
  if (files.length === 0)
    console.error(`No file of these tests has such a name: ${names.join(" ") || kind.ending}.`);
  // A few files by name have servers of their own, if they need one.
  const stopDatabase = names.length === 0 ? await shareDatabase() : undefined;
  const { report, ...times } = await runAll(kind, files);
  await stopDatabase?.();
  printTimes(kind, times, names.length === 0);
  const stayed = await leftAfterGrace(before);
  if (stayed.length > 0) console.error(`Left running after the tests:\n${stayed.join("\n")}`);
  for (const [reason, installs] of BROWSERS)
    if (report.skippedFor(reason))
      console.log(`${reason}, so tests were skipped. To run them:\n  ${installs.join("\n  ")}`);
  return conclude(report, stayed.length > 0 ? 1 : 0);
}

/** Prints the counts as the last line. Returns the exit status. */
function conclude({ passed, failed, skipped }: Report, more: number): number {
  console.log(
    `${passed} passed, ${failed + more} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  return failed + more > 0 || passed === 0 ? 1 : 0;
}

/** Returns the files of a kind, or those with one of these names, the longest first. */
export function testFiles({ ending }: Kind, names: string[]): string[] {
  const below = (folder: string) =>
    readdirSync(path.join(BUILD, folder), { recursive: true, encoding: "utf8" });
  const all = ["lib", "scripts"].flatMap((folder) =>
    below(folder).map((file) => path.join(folder, file)),
  );
  const isWanted = (file: string) =>
    names.length === 0 || names.some((name) => file.includes(name));
  return longestFirst(all.filter((file) => file.endsWith(ending) && isWanted(file)));
}

type Times = { took: Map<string, number>; total: number };

async function runAll(
  { cores, limit }: Kind,
  files: string[],
): Promise<{ report: Report } & Times> {
  const report = new Report();
  const took = new Map<string, number>();
  const begun = performance.now();
  await schedule(files, cores, async (file) => {
    const start = performance.now();
    report.add(await runFile(path.join(BUILD, file), limit));
    took.set(file.replace(/\.js$/, ".ts"), performance.now() - start);
  });
  await report.end();
  return { report, took, total: performance.now() - begun };
}

/** Prints how long the files took: the hard ones all, the quick ones on request. */
function printTimes(kind: Kind, { took, total }: Times, isWhole: boolean): void {
  const all = `${took.size} files in ${(total / 1000).toFixed(0)} s`;
  if (kind === HARD) return console.log(`${listed([...took])}\n${all}`);
  rememberTimes(took, isWhole ? total : undefined);
  console.log(`${all}; the slowest: npm test -- --slowest`);
}

/** Returns the processes and files that are still there a tenth of the limit after the tests. */
async function leftAfterGrace(before: string[]): Promise<string[]> {
  const end = performance.now() + LIMIT / 10;
  for (;;) {
    const stayed = leftovers().filter((line) => !before.includes(line));
    if (stayed.length === 0 || performance.now() > end) return stayed;
    await pause(100);
  }
}
