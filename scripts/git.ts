import { spawnSync, type SpawnSyncReturns } from "node:child_process";
import { SetupError } from "./setup/setup-error.js";

/** The most that git may print, in bytes: a chapter with its outputs is far below. */
const MOST_OUTPUT = 256 * 1024 * 1024;

/** A folder with a git checkout of the project. */
export class Checkout {
  constructor(readonly root: string) {}

  /** Runs git. @throws SetupError if git is missing, or fails */
  git(...args: string[]): Buffer {
    const answer = this.attempt(...args);
    if (answer.status === 0) return answer.stdout;
    throw new SetupError(
      "This needs git and the project as a git checkout with its commits: download the project again with git clone.",
      [reasonOf(answer)],
    );
  }

  /** Runs git, and returns what it printed, without white space around it. */
  text(...args: string[]): string {
    return this.git(...args)
      .toString("utf8")
      .trim();
  }

  /** Runs a git command that separates what it prints by zero bytes (`-z`). */
  list(...args: string[]): string[] {
    return this.git(...args)
      .toString("utf8")
      .split("\0")
      .filter(Boolean);
  }

  /** Runs git, which may fail. */
  attempt(...args: string[]): SpawnSyncReturns<Buffer> {
    return this.feed("", ...args);
  }

  /** Runs git with this text as its input; it may fail. */
  feed(input: string, ...args: string[]): SpawnSyncReturns<Buffer> {
    return spawnSync("git", ["-C", this.root, ...args], {
      input,
      maxBuffer: MOST_OUTPUT,
      env: withoutRepository(process.env),
    });
  }
}

/** Variables that point git at a repository, whatever folder it is called in. */
const REPOSITORY = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_COMMON_DIR"];

const withoutRepository = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !REPOSITORY.includes(name)));

/** Why git failed, in its own words. */
export const reasonOf = ({ error, stderr }: SpawnSyncReturns<Buffer>): string =>
  error?.message ?? stderr.toString("utf8").trim();
