import { isUtf8 } from "node:buffer";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Checkout } from "../git";
import { notebookText, type Notebook } from "../notebooks/notebook";
import { SetupError } from "../setup/setup-error.js";
import { mergeNotebooks } from "./merge-notebooks";
import { fileChanges, type FileChange, type Versions } from "./versions";

/** What an update does with one file. Paths are relative to the checkout. */
export type Step = {
  readonly file: string;
  /** `deliver`: as the new version has it; `merge`: that, with what the learner changed. */
  readonly action: "deliver" | "merge" | "remove";
  /** What to write for `merge`. */
  readonly merged?: string;
  /** The file that has the learner's version. */
  readonly mine?: string;
  /** Learner's files that make room: notebooks get another name, others are in the backup only. */
  readonly aside: readonly string[];
  /** The name that the file had before. */
  readonly former?: string;
  readonly told: readonly string[];
};

/** Plans an update, without changing anything. `changed`: the files that the learner changed. */
export function planUpdate(
  checkout: Checkout,
  versions: Versions,
): { steps: Step[]; changed: string[] } {
  const seen = checkout.list("diff", "--name-only", "-z", versions.base, "--");
  const changed = [...new Set([...seen, ...hiddenChanges(checkout, versions)])];
  const planner = { checkout, versions, changed: new Set(changed) };
  const changes = fileChanges(checkout, versions);
  for (const { to } of changes) demandRoom(checkout.root, to);
  return { steps: changes.map((change) => stepFor(planner, change)), changed };
}

/**
 * Returns the changed files that git was told to overlook (`update-index --skip-worktree` or
 * `--assume-unchanged`, common advice against a refused pull): it would overwrite them.
 */
function hiddenChanges(checkout: Checkout, { base }: Versions): string[] {
  const overlooked = checkout
    .list("ls-files", "-v", "-z")
    .filter((line) => /^[a-zS] /.test(line))
    .map((line) => line.slice(2));
  return overlooked.filter((name) => {
    if (!existsSync(path.join(checkout.root, name))) return false;
    const own = checkout.text("hash-object", `--path=${name}`, "--", name);
    const { stdout } = checkout.attempt("rev-parse", "--verify", "--quiet", `${base}:${name}`);
    return own !== stdout.toString("utf8").trim();
  });
}

/** @throws SetupError if a file of the learner's is where a new folder goes, or the reverse */
function demandRoom(root: string, name: string): void {
  const isFolder = (place: string) => {
    const there = path.join(root, place);
    return existsSync(there) ? statSync(there).isDirectory() : undefined;
  };
  const folders: string[] = [];
  for (let folder = path.dirname(name); folder !== "."; folder = path.dirname(folder))
    folders.push(folder);
  const file = folders.find((folder) => isFolder(folder) === false);
  const wrong = isFolder(name) === true ? name : file;
  if (wrong === undefined) return;
  const [yours, theirs] = wrong === file ? ["file", "folder"] : ["folder", "file"];
  throw new SetupError(
    `You have a ${yours} ${wrong}, and the new version has a ${theirs} of that name, so nothing was changed: rename yours, then run "npm run update" again.`,
  );
}

type Planner = { checkout: Checkout; versions: Versions; changed: ReadonlySet<string> };

function stepFor(planner: Planner, change: FileChange): Step {
  const { kind, from, to } = change;
  const exists = (name: string) => existsSync(path.join(planner.checkout.root, name));
  const plain: Step = { file: to, action: "deliver", aside: [], told: [] };
  if (kind === "added") return exists(to) ? addition(planner, plain) : plain;
  if (kind === "removed") return removal(planner, plain, exists(from));
  const renamed = from === to ? plain : { ...plain, former: from };
  // After an update that was killed, the learner's version may have its new name already.
  if (!exists(from)) return from !== to && exists(to) ? merge(planner, renamed, from, to) : renamed;
  const step = from !== to && exists(to) ? { ...renamed, ...moved(to) } : renamed;
  return planner.changed.has(from) ? merge(planner, step, from, from) : step;
}

const moved = (name: string) => ({
  aside: [name],
  told: ["the new version has a file of this name, which takes its place"],
});

/** A file of the learner's own may have the name of a new one. */
function addition({ checkout, versions }: Planner, step: Step): Step {
  const own = checkout.text("hash-object", `--path=${step.file}`, "--", step.file);
  const delivered = checkout.text("rev-parse", `${versions.next}:${step.file}`);
  return own === delivered ? step : { ...step, ...moved(step.file) };
}

function removal({ changed }: Planner, step: Step, exists: boolean): Step {
  if (!exists || !changed.has(step.file)) return { ...step, action: "remove" };
  const told = ["the new version doesn't have it any more"];
  return { ...step, action: "remove", aside: [step.file], told };
}

/** Merges the learner's version, `mine`, or moves it aside where that isn't possible. */
function merge({ checkout, versions }: Planner, step: Step, from: string, mine: string): Step {
  const shown = (commit: string, name: string) => textIn(checkout.git("show", `${commit}:${name}`));
  const base = shown(versions.base, from);
  const theirs = shown(versions.next, step.file);
  const own = textIn(readFileSync(path.join(checkout.root, mine)));
  const merged =
    base === undefined || own === undefined || theirs === undefined
      ? undefined
      : step.file.endsWith(".ipynb")
        ? mergedNotebook(base, own, theirs)
        : mergedText(checkout, base, own, theirs);
  if (merged === undefined)
    return {
      ...step,
      aside: [...step.aside, mine],
      told: [...step.told, "the new version can't be merged with yours, and takes its place"],
    };
  // The same bytes as delivered: then git sees no change.
  if (merged.text === theirs) return { ...step, mine };
  const told = [...step.told, ...merged.told];
  return { ...step, action: "merge", merged: merged.text, mine, told };
}

/** Returns a file's text; undefined if it isn't text. */
const textIn = (content: Buffer) => (isUtf8(content) ? content.toString("utf8") : undefined);

type MergedText = { text: string; told: string[] } | undefined;

function mergedNotebook(base: string, mine: string, theirs: string): MergedText {
  const [before, own, next] = [base, mine, theirs].map(notebookIn);
  if (before === undefined || own === undefined || next === undefined) return undefined;
  const { notebook, told } = mergeNotebooks(before, own, next);
  return {
    text: told.length === 0 && isAs(notebook, next) ? theirs : notebookText(notebook),
    told,
  };
}

const isAs = (one: Notebook, other: Notebook) => notebookText(one) === notebookText(other);

/** Returns the notebook in this text; undefined if it is broken, or its cells have no ids. */
function notebookIn(text: string): Notebook | undefined {
  try {
    const { cells } = JSON.parse(text) as Partial<Notebook>;
    const hasIds = Array.isArray(cells) && cells.every((cell) => typeof cell?.id === "string");
    return hasIds ? (JSON.parse(text) as Notebook) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Merges texts line by line; undefined if both changed the same lines, or it isn't text. */
function mergedText(checkout: Checkout, base: string, mine: string, theirs: string): MergedText {
  const folder = mkdtempSync(path.join(tmpdir(), "workbook-update-"));
  try {
    const files = Object.entries({ mine, base, theirs }).map(([name, text]) => {
      const file = path.join(folder, name);
      writeFileSync(file, text);
      return file;
    });
    const { status, stdout } = checkout.attempt("merge-file", "--stdout", ...files);
    const told = ["your lines stay"];
    return status === 0 ? { text: stdout.toString("utf8"), told } : undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
