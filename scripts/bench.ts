/**
 * `npm run bench [-- part …]`: compares the library with what else there is, all sides in one run,
 * and prints ratios; with names, only those parts. `-- --write` stores the results as the reference
 * run, which the README and the site's page on speed show.
 */
import { resultOf, type Result } from "./bench/comparison";
import { load, machine, versions } from "./bench/machine";
import { installPackages } from "./bench/packages";
import { PARTS, type Part } from "./bench/parts";
import { storeRun } from "./bench/reference";
import { howOf, tableOf } from "./bench/table";
import { Checkout } from "./git";
import { root } from "./setup/project.js";
import { SetupError } from "./setup/setup-error.js";

export async function main(args: string[]): Promise<number> {
  const parts = partsNamed(args.filter((arg) => !arg.startsWith("--")));
  // In every process the SDK warns users of Node 20 that it is old.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  await installPackages();
  const about = { ...dateAndCommit(), machine: machine(), versions: versions() };
  console.log(`${about.machine}; load ${load().toFixed(1)}\n${about.versions}`);
  console.log(LEGEND);
  for (const [name, measure] of parts) {
    console.log(`\n… ${name}`);
    const before = load();
    const results = (await measure()).map(resultOf);
    for (const result of results) print(result);
    // Part by part, so that one that fails doesn't take the others with it.
    if (args.includes("--write")) storeRun(name, { ...about, load: before, results });
  }
  return 0;
}

const LEGEND =
  "Medians, and in brackets the 10-90 % spread. The first row of a table is what was measured of the base.";

/** Returns the parts with these names, or all. @throws SetupError if there is no such part */
function partsNamed(names: string[]): [string, Part][] {
  const all = Object.keys(PARTS);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new SetupError(`The benchmark has no part "${unknown}". Choose from: ${all.join(", ")}.`);
  return Object.entries(PARTS).filter(([name]) => names.length === 0 || names.includes(name));
}

function print(result: Result): void {
  console.log(`\n${result.title}\n${howOf(result)}`);
  console.log([tableOf(result), ...(result.notes ?? [])].join("\n"));
}

function dateAndCommit(): { date: string; commit: string } {
  const date = new Date().toISOString().slice(0, 10);
  return { date, commit: new Checkout(root).text("describe", "--always", "--dirty") };
}
