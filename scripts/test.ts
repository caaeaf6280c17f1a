/**
 * `npm test [-- name …]`: every test, or those in files with such a name; ends with
 * `N passed, N failed`. `npm test -- --slowest` lists the files that took longest.
 */
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { INSTALL_CHROMIUM, NO_CHROMIUM } from "./browser/chromium";
import { leftovers } from "./testing/leftovers";
import { LIMIT } from "./testing/limit";
import { Report } from "./testing/report";
import { runFile } from "./testing/run-file";
import { longestFirst, schedule } from "./testing/schedule";
import { rememberTimes, slowest } from "./testing/times";

const BUILD = path.resolve(__dirname, "..");

export async function main(args: string[]): Promise<number> {
  const names = args.filter((arg) => !arg.startsWith("--"));
  if (args.includes("--slowest")) {
    console.log(slowest());
    return 0;
  }
  const before = leftovers();
  // In every process the SDK warns users of Node 20 that it is old.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  const report = await runAll(testFiles(names), names.length === 0);
  const stayed = await leftAfterGrace(before);
  if (stayed.length > 0) console.error(`Left running after the tests:\n${stayed.join("\n")}`);
  if (report.skippedFor(NO_CHROMIUM))
    console.log(
      `${NO_CHROMIUM}, so tests were skipped. To run them:\n  ${INSTALL_CHROMIUM.join("\n  ")}`,
    );
  return conclude(report, stayed.length > 0 ? 1 : 0);
}

/** Prints the counts as the last line. Returns the exit status. */
function conclude({ passed, failed, skipped }: Report, more: number): number {
  console.log(
    `${passed} passed, ${failed + more} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`,
  );
  return failed + more > 0 || passed === 0 ? 1 : 0;
}

function testFiles(names: string[]): string[] {
  const below = (folder: string) =>
    readdirSync(path.join(BUILD, folder), { recursive: true, encoding: "utf8" });
  const all = ["lib", "scripts"].flatMap((folder) =>
    below(folder).map((file) => path.join(folder, file)),
  );
  const isWanted = (file: string) =>
    names.length === 0 || names.some((name) => file.includes(name));
  return longestFirst(all.filter((file) => file.endsWith(".test.js") && isWanted(file)));
}

async function runAll(files: string[], isWhole: boolean): Promise<Report> {
  const report = new Report();
  const took = new Map<string, number>();
  const begun = performance.now();
  await schedule(files, availableParallelism(), async (file) => {
    const start = performance.now();
    report.add(await runFile(path.join(BUILD, file)));
    took.set(file.replace(/\.js$/, ".ts"), performance.now() - start);
  });
  await report.end();
  const total = performance.now() - begun;
  rememberTimes(took, isWhole ? total : undefined);
  console.log(
    `${files.length} files in ${(total / 1000).toFixed(0)} s; the slowest: npm test -- --slowest`,
  );
  return report;
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
