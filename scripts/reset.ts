// `npm run reset -- [chapter | all]`: restores a delivered notebook, and keeps the learner's own
// beside it.
import { existsSync, readFileSync, renameSync } from "node:fs";
import path from "node:path";
import { Checkout } from "./git";
import { inProject, root } from "./setup/project.js";
import { SetupError } from "./setup/setup-error.js";
import { writeWhole } from "./setup/stamps.js";
import { freeNameBeside } from "./notebooks/own-copy";
import { trust } from "./setup/trust.js";

const checkout = new Checkout(root);

interface Chapter {
  readonly name: string;
  readonly file: string;
  readonly delivered: Buffer;
}

export async function main(args: string[]): Promise<number> {
  const chapters = deliveredChapters();
  const wanted = args[0];
  if (wanted === undefined) return listChanged(chapters);
  const chosen = wanted === "all" ? chapters : [chapterCalled(wanted, chapters)];
  const changed = chosen.filter(isChanged);
  if (changed.length === 0) console.log("Nothing to do: it is as delivered.");
  for (const chapter of changed) restore(chapter);
  await trust(changed.map(({ file }) => file));
  return 0;
}

function listChanged(chapters: Chapter[]): number {
  const changed = chapters.filter(isChanged);
  if (changed.length === 0) {
    console.log("Every chapter is as delivered.");
    return 0;
  }
  console.log("These chapters differ from what was delivered:");
  for (const { name } of changed) console.log(`  ${name}`);
  console.log(
    `Restore one with "npm run reset -- ${changed[0]?.name}", all with "npm run reset -- all"; your own stays beside it.`,
  );
  return 0;
}

function deliveredChapters(): Chapter[] {
  const revision = deliveredRevision();
  return checkout
    .list("ls-tree", "-z", "--name-only", revision, "notebooks/")
    .filter((name) => name.endsWith(".ipynb"))
    .map((listedName) => ({
      name: path.basename(listedName, ".ipynb"),
      file: inProject("notebooks", path.basename(listedName)),
      delivered: checkout.git("show", `${revision}:./${listedName}`),
    }));
}

/**
 * Returns the revision that upstream delivered, even if the learner has committed changes; without
 * an upstream, the last commit.
 */
function deliveredRevision(): string {
  const base = checkout.attempt("merge-base", "HEAD", "@{upstream}");
  return base.status === 0
    ? base.stdout.toString("utf8").trim()
    : checkout.text("rev-parse", "--verify", "HEAD");
}

function chapterCalled(wanted: string, chapters: Chapter[]): Chapter {
  const name = path.basename(wanted, ".ipynb");
  const number = /^\d$/.test(name) ? `0${name}` : name;
  const found = chapters.find(
    (chapter) => chapter.name === name || chapter.name.startsWith(`${number}-`),
  );
  if (found) return found;
  throw new SetupError(
    `No chapter is named "${wanted}". Choose one of ${chapters.map((chapter) => chapter.name).join(", ")}.`,
  );
}

function isChanged({ file, delivered }: Chapter): boolean {
  return !existsSync(file) || !readFileSync(file).equals(delivered);
}

function restore({ name, file, delivered }: Chapter): void {
  if (!existsSync(file)) {
    console.log(`${name}: restored.`);
  } else {
    const own = freeNameBeside(file);
    renameSync(file, own);
    console.log(`${name}: restored. Yours is now notebooks/${path.basename(own)}.`);
  }
  writeWhole(file, delivered);
}
