/**
 * `npm run bench [-- part …]`: compares the library with what else there is, all sides in one run,
 * and prints ratios; with names, only those parts. `-- --write` stores the results as the reference
 * run, which the README and the site's page on speed show.
 */
import { resultOf, type Result } from "./bench/comparison";
import { load, machine, versions } from "./bench/machine";
import { installPackages } from "./bench/packages";
import { PARTS } from "./bench/parts";
import { storeRuns, type Reference } from "./bench/reference";
import { howOf, tableOf } from "./bench/table";
import { Checkout } from "./git";
import { root } from "./setup/project.js";
import { SetupError } from "./setup/setup-error.js";

export async function main(args: string[]): Promise<number> {
  const parts = partsNamed(args.filter((arg) => !arg.startsWith("--")));
  // In every process the SDK warns users of Node 20 that it is old.
  process.env["AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED"] = "true";
  await installPackages();
  const about = { machine: machine(), versions: versions() };
  console.log(`${about.machine}; load ${load().toFixed(1)}\n${about.versions}`);
  console.log(
    "Medians, in brackets from 10 to 90 % of the rounds. The first row is what was measured.",
  );
  const runs: Reference = {};
  for (const part of parts) {
    const before = load();
    const results = (await (PARTS[part] as () => ReturnType<(typeof PARTS)[string]>)()).map(
      resultOf,
    );
    for (const result of results) print(result);
    runs[part] = { ...dateAndCommit(), ...about, load: before, results };
  }
  if (args.includes("--write")) storeRuns(runs, Object.keys(PARTS));
  return 0;
}

/** @throws SetupError if there is no such part */
function partsNamed(names: string[]): string[] {
  const all = Object.keys(PARTS);
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined)
    throw new SetupError(
      `There is no part ${unknown} of the benchmark. There are: ${all.join(", ")}.`,
    );
  return names.length === 0 ? all : all.filter((part) => names.includes(part));
}

function print(result: Result): void {
  console.log(`\n${result.title}\n${howOf(result)}`);
  console.log([tableOf(result), ...(result.notes ?? [])].join("\n"));
}

function dateAndCommit(): { date: string; commit: string } {
  const date = new Date().toISOString().slice(0, 10);
  return { date, commit: new Checkout(root).text("describe", "--always", "--dirty") };
}
