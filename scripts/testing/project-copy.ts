import { execFile, execFileSync, spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { ROOT } from "../notebooks/notebook";
import { npmCommand } from "../setup/npm-packages.js";

/** What set-up has made, and would have to do again. */
const MADE = [".venv", "build"];

/** A learner's clone of this project, in a temporary folder, and its author's, which publishes. */
export class ProjectCopy {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "project copy "));
  readonly root = path.join(this.#folder, "learner's own");
  readonly author = path.join(this.#folder, "author");

  constructor() {
    const origin = path.join(this.#folder, "origin.git");
    mkdirSync(this.author);
    // Not a clone of this checkout: that may be shallow, and lacks what isn't committed yet.
    const names = execFileSync("git", ["-C", ROOT, "ls-files", "-z"], { encoding: "utf8" });
    for (const name of names.split("\0").filter((one) => one && existsSync(path.join(ROOT, one))))
      cpSync(path.join(ROOT, name), path.join(this.author, name));
    this.git(this.#folder, "init", "-q", "--bare", "--initial-branch=main", origin);
    this.git(this.author, "init", "-q", "--initial-branch=main");
    this.git(this.author, "remote", "add", "origin", origin);
    this.publish();
    this.git(this.#folder, "clone", "-q", origin, this.root);
    execFileSync("cp", ["-a", ...MADE.map((name) => path.join(ROOT, name)), this.root]);
    // Nothing writes into it, and a copy takes a minute. .gitignore names a folder only.
    writeFileSync(path.join(this.root, ".git", "info", "exclude"), "node_modules\n");
    symlinkSync(path.join(ROOT, "node_modules"), path.join(this.root, "node_modules"));
  }

  /** Publishes what is in the author's folder as a new version. */
  publish(): void {
    this.commit(this.author);
    this.git(this.author, "push", "-q", "origin", "main");
  }

  commit(folder: string): void {
    this.git(folder, "add", "--all");
    this.git(folder, "commit", "-q", "-m", "next");
  }

  git(folder: string, ...args: string[]): string {
    const identity = ["-c", "user.name=a", "-c", "user.email=a@b"];
    return execFileSync("git", ["-C", folder, ...identity, ...args], { encoding: "utf8" }).trim();
  }

  /** Runs an npm script of the learner's. Resolves with what it printed; rejects if it fails. */
  async npm(...args: string[]): Promise<string> {
    const { program, args: npm } = npmCommand();
    const options = { cwd: this.root, env: environment(), maxBuffer: 1e8 };
    const { stdout, stderr } = await promisify(execFile)(program, [...npm, ...args], options);
    return `${stdout}${stderr}`;
  }

  /** Starts an npm script of the learner's, in a process group of its own. */
  start(...args: string[]): ChildProcess {
    const { program, args: npm } = npmCommand();
    const stdio = ["ignore", "pipe", "ignore"] as ["ignore", "pipe", "ignore"];
    const env = environment();
    return spawn(program, [...npm, ...args], { cwd: this.root, env, detached: true, stdio });
  }

  remove(): void {
    // Node's own removal takes minutes for so many files.
    execFileSync("rm", ["-rf", this.#folder]);
  }
}

/** Without what tells Node that this is a test: in a copy, `npm test` runs tests of its own. */
function environment(): NodeJS.ProcessEnv {
  const { NODE_TEST_CONTEXT: _, ...env }: NodeJS.ProcessEnv = npmCommand().env;
  return env;
}
