import { existsSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from "node:fs";
import path from "node:path";
import type { Checkout } from "../git";
import { freeNameBeside } from "../notebooks/own-copy";
import { writeWhole } from "../setup/stamps.js";
import type { Step } from "./plan";
import type { Versions } from "./versions";

/** How many files one git command gets: systems limit the length of a command. */
const FILES_AT_ONCE = 100;

/**
 * Changes the files as planned, then makes the new version the current commit. If it is killed, the
 * same update can run again: what is merged already stays unchanged. Returns the new names of
 * notebooks that had to make room.
 */
export function applyUpdate(
  checkout: Checkout,
  versions: Versions,
  steps: readonly Step[],
): Map<string, string> {
  const names = new Map(
    steps.flatMap(({ aside }) => aside).map((name) => moveAside(checkout, name)),
  );
  deliver(checkout, versions, steps);
  for (const { file, merged, mine } of steps)
    if (merged !== undefined) {
      const mode = statSync(path.join(checkout.root, mine ?? file)).mode;
      writeWhole(path.join(checkout.root, file), merged, mode);
    }
  for (const { action, file, former } of steps) {
    if (action === "remove") remove(checkout.root, file);
    if (former !== undefined) remove(checkout.root, former);
  }
  moveTo(checkout, versions);
  return names;
}

function moveAside({ root }: Checkout, name: string): [string, string] {
  const file = path.join(root, name);
  if (!name.endsWith(".ipynb")) {
    rmSync(file, { recursive: true });
    return [name, ""];
  }
  const own = freeNameBeside(file);
  renameSync(file, own);
  return [name, path.relative(root, own)];
}

/** Writes files as the new version has them. */
function deliver(checkout: Checkout, { next }: Versions, steps: readonly Step[]): void {
  const files = steps.filter(({ action }) => action === "deliver").map(({ file }) => file);
  for (let at = 0; at < files.length; at += FILES_AT_ONCE)
    checkout.git(
      "--literal-pathspecs",
      "checkout",
      "-q",
      next,
      "--",
      ...files.slice(at, at + FILES_AT_ONCE),
    );
}

/** Removes a file, and the folders that are empty then. */
function remove(root: string, name: string): void {
  rmSync(path.join(root, name), { force: true });
  for (let folder = path.dirname(name); folder !== "."; folder = path.dirname(folder)) {
    const place = path.join(root, folder);
    if (existsSync(place) && readdirSync(place).length > 0) return;
    if (existsSync(place)) rmdirSync(place);
  }
}

/** Makes the new version the current commit, without touching files. */
function moveTo(checkout: Checkout, { head, base, next }: Versions): void {
  // Without own commits the branch moves forward. Own commits stay, and a merge follows them.
  if (head === base) checkout.git("reset", "-q", next);
  else checkout.git("reset", "-q", mergeCommit(checkout, head, next));
}

/** Commits the files as they are now, as a merge of both. */
function mergeCommit(checkout: Checkout, head: string, next: string): string {
  const own = checkout.list("diff", "--name-only", "-z", "--diff-filter=A", next, head);
  checkout.git("read-tree", next);
  checkout.git("add", "--update");
  const kept = own.filter((name) => existsSync(path.join(checkout.root, name)));
  if (kept.length > 0) checkout.git("--literal-pathspecs", "add", "--force", "--", ...kept);
  const tree = checkout.text("write-tree");
  const parents = ["-p", head, "-p", next];
  const message = ["-m", "Update the workbook, with my changes"];
  return checkout.text(...identity(checkout), "commit-tree", tree, ...parents, ...message);
}

/** Git refuses to commit without a name. If you have commits of your own, you usually have one. */
function identity(checkout: Checkout): string[] {
  if (checkout.attempt("var", "GIT_COMMITTER_IDENT").status === 0) return [];
  return ["-c", "user.name=workbook", "-c", "user.email=workbook@localhost"];
}
