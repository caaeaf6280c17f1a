import { existsSync } from "node:fs";
import path from "node:path";
import { reasonOf, type Checkout } from "../git";
import { SetupError } from "../setup/setup-error.js";

/** The commits that an update is between. */
export type Versions = {
  /** What the learner has now, own commits included. */
  readonly head: string;
  /** The last commit that both have: what the learner's files began as. */
  readonly base: string;
  /** The new version. */
  readonly next: string;
};

/** How long a download may stall, in seconds. */
const NO_PROGRESS = 30;

/**
 * Downloads the newest commits, and returns which commits to update from and to.
 * @throws SetupError if this isn't a checkout that can be updated, or the network fails
 */
export function fetchVersions(checkout: Checkout): Versions {
  demandCheckout(checkout);
  const upstream = upstreamOf(checkout);
  const slow = ["-c", "http.lowSpeedLimit=1", "-c", `http.lowSpeedTime=${NO_PROGRESS}`];
  const fetched = checkout.attempt(...slow, "fetch", "--quiet");
  if (fetched.status !== 0)
    throw new SetupError(
      `The new version can't be downloaded from ${upstream}, so nothing was changed: check the network, then run "npm run update" again.`,
      [reasonOf(fetched)],
    );
  const [head, next] = ["HEAD", "@{upstream}"].map((name) => checkout.text("rev-parse", name));
  return { head: head ?? "", next: next ?? "", base: baseOf(checkout, upstream) };
}

function demandCheckout(checkout: Checkout): void {
  const prefix = checkout.attempt("rev-parse", "--show-prefix");
  if (prefix.error !== undefined)
    throw new SetupError('An update needs git: install it, then run "npm run update" again.');
  if (prefix.status !== 0 || prefix.stdout.toString("utf8").trim() !== "")
    throw new SetupError(
      "This folder wasn't made by git clone, so it can't be updated: clone the new version into another folder, and copy your notebooks into it.",
    );
  if (checkout.attempt("rev-parse", "--verify", "--quiet", "HEAD").status !== 0)
    throw new SetupError("This git checkout has no commit yet, so there is nothing to update.");
  const lock = path.resolve(checkout.root, checkout.text("rev-parse", "--git-path", "index.lock"));
  if (existsSync(lock))
    throw new SetupError(
      `Another git command runs here, or was killed: wait for it, or delete ${lock}; then run "npm run update" again.`,
    );
  const unfinished = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "REBASE_HEAD"].find(
    (name) => checkout.attempt("rev-parse", "--verify", "--quiet", name).status === 0,
  );
  if (unfinished !== undefined || checkout.list("ls-files", "-z", "--unmerged").length > 0)
    throw new SetupError(
      'A merge or rebase is unfinished here ("git status" shows it): finish or abort it, then run "npm run update" again.',
    );
}

function upstreamOf(checkout: Checkout): string {
  const upstream = checkout.attempt("rev-parse", "--abbrev-ref", "@{upstream}");
  if (upstream.status === 0) return upstream.stdout.toString("utf8").trim();
  if (checkout.attempt("symbolic-ref", "--quiet", "HEAD").status !== 0)
    throw new SetupError(
      'No branch is checked out here ("git status" shows it): switch to one with "git switch main", then run "npm run update" again.',
    );
  throw new SetupError(
    'This branch follows no other, so there is nothing to update from: choose one with "git branch --set-upstream-to=origin/main".',
  );
}

function baseOf(checkout: Checkout, upstream: string): string {
  const base = checkout.attempt("merge-base", "HEAD", "@{upstream}");
  if (base.status === 0) return base.stdout.toString("utf8").trim();
  throw new SetupError(
    `Your commits and ${upstream} have no commit in common: clone the new version into another folder, and copy your notebooks into it.`,
  );
}

/** A file that differs between two versions; `from` and `to` differ where it was renamed. */
export type FileChange = { kind: "added" | "changed" | "removed"; from: string; to: string };

/** Returns the files that the new version changes. */
export function fileChanges(checkout: Checkout, { base, next }: Versions): FileChange[] {
  // An update of the SDK changes many outputs of a notebook: it is the same one all the same.
  const fields = checkout.list("diff", "--name-status", "-z", "--find-renames=40%", base, next);
  const changes: FileChange[] = [];
  for (let at = 0; at < fields.length;) {
    const [status = "", from = "", renamed = ""] = fields.slice(at);
    const isRename = status.startsWith("R");
    changes.push({ kind: KINDS[status] ?? "changed", from, to: isRename ? renamed : from });
    at += isRename ? 3 : 2;
  }
  return changes;
}

const KINDS: Record<string, FileChange["kind"]> = { A: "added", D: "removed" };
