import path from "node:path";
import type { Checkout } from "../git";
import { applyUpdate } from "./apply";
import { backUp } from "./backup";
import { planUpdate, type Step } from "./plan";
import { fetchVersions, type Versions } from "./versions";

/** What an update did. `merged`: the notebooks with a learner's changes, by their backups. */
export type Updated = { isNew: boolean; merged: Map<string, string> };

/**
 * Updates a checkout to the newest version, and tells what it did. Whatever a learner changed is
 * copied before anything changes.
 * @throws SetupError if it can't be updated; then nothing has changed
 */
export function update(checkout: Checkout, tell: (line: string) => void): Updated {
  const versions = fetchVersions(checkout);
  if (versions.next === versions.base) {
    tell("This is the newest version.");
    return { isNew: false, merged: new Map() };
  }
  const { steps, changed } = planUpdate(checkout, versions);
  const touched = steps.flatMap(({ aside, mine }) => [
    ...aside,
    ...(mine === undefined ? [] : [mine]),
  ]);
  const backup = backUp(checkout.root, [...new Set([...changed, ...touched])], new Date());
  const names = applyUpdate(checkout, versions, steps);
  tell(headline(checkout, versions));
  for (const step of steps) for (const line of toldOf(step, names, backup)) tell(`  ${line}`);
  if (backup !== undefined)
    tell(`The files that you had changed are also in ${backup}, as they were.`);
  return { isNew: true, merged: mergedNotebooks(steps, backup) };
}

function headline(checkout: Checkout, { base, next }: Versions): string {
  const [old, now] = [base, next].map((commit) => versionIn(checkout, commit));
  const name = old === now ? `a newer ${now}` : `${now} (you had ${old})`;
  return `The workbook is now version ${name}: CHANGELOG.md says what changed.`;
}

const versionIn = (checkout: Checkout, commit: string) =>
  (JSON.parse(checkout.text("show", `${commit}:package.json`)) as { version: string }).version;

function toldOf(step: Step, names: Map<string, string>, backup = ""): string[] {
  const moved = step.aside.map((name) => {
    const place = names.get(name) === "" ? path.join(backup, name) : names.get(name);
    return `yours is now ${place}`;
  });
  const told = [...step.told, ...moved];
  return told.length === 0 ? [] : [`${step.file}: ${told.join("; ")}.`];
}

function mergedNotebooks(steps: readonly Step[], backup = ""): Map<string, string> {
  const merged = steps.filter(({ action, file }) => action === "merge" && file.endsWith(".ipynb"));
  return new Map(merged.map(({ file, mine }) => [path.join(backup, mine ?? file), file]));
}
