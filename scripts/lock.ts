// `npm run lock`: regenerates the locks, package-lock.json and those of the Python packages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DOCS, KERNEL_TESTS } from "./extra-packages.js";
import { run } from "./setup/children.js";
import { npmCommand } from "./setup/npm-packages.js";
import { Progress } from "./setup/progress.js";
import { root, stateFolder, venvPython, watchedPython } from "./setup/project.js";
import { pythonEnvironment } from "./setup/python-packages.js";

/** The version of uv, which makes the Python locks; it is installed only for that moment. */
const uvVersion = "0.13.8";
const oldestPython = "3.11";

/** Requirements that are locked separately, without the packages of requirements.txt. */
const EXTRAS = [DOCS, KERNEL_TESTS].map(({ folder }) => `scripts/${folder}/requirements`);

export async function main(): Promise<number> {
  const progress = new Progress();
  await progress.step("package-lock.json", lockNpm);
  await progress.step("Python packages", lockPython);
  return 0;
}

async function lockNpm(): Promise<void> {
  const { program, args } = npmCommand();
  // The registry's host stays out of the lock through .npmrc (omit-lockfile-registry-resolved).
  await run({
    program,
    args: [...args, "install", "--package-lock-only", "--ignore-scripts"],
    env: { ...process.env, DYNAMODB_IN_EXAMPLES_SETUP: String(process.pid) },
    onFailure: "npm could not make package-lock.json: see above.",
  });
}

async function lockPython(tell: (detail: string) => void): Promise<void> {
  // In the project and not in the temporary folder: even when killed, nothing is left there.
  const folder = path.join(stateFolder, "lock-tools");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const resolve = (wanted: string, lock: string, more?: string[]) => {
    tell(`resolving ${wanted}`);
    return compile(folder, wanted, lock, more);
  };
  try {
    tell(`downloading uv ${uvVersion}`);
    await installUv(folder);
    await resolve("scripts/requirements.in", "requirements.txt");
    for (const extra of EXTRAS) {
      const lock = `${extra}.txt`;
      await resolve(`${extra}.in`, lock, ["-c", "requirements.txt"]);
      writeFileSync(path.join(root, lock), without(read(lock), read("requirements.txt")));
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const uvFolder = (folder: string) => path.join(folder, "uv");

const installUv = (folder: string): Promise<void> =>
  python(
    folder,
    [
      ...["pip", "install", "-q", "--no-deps", "--only-binary", ":all:"],
      ...["--target", uvFolder(folder), `uv==${uvVersion}`],
    ],
    "uv, which makes the Python lock, could not be downloaded: see above.",
  );

/** Resolves the wanted packages with uv, and writes their lock. */
const compile = (
  folder: string,
  wanted: string,
  lock: string,
  more: string[] = [],
): Promise<void> =>
  python(
    folder,
    [
      ...["uv", "pip", "compile", "-q", "--universal", "--python-version", oldestPython],
      ...["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links"],
      ...["--no-header", "--no-annotate", "--cache-dir", path.join(folder, "cache")],
      ...[...more, wanted, "-o", lock],
    ],
    `uv could not make ${lock}: see above.`,
    { PYTHONPATH: uvFolder(folder) },
  );

const python = (
  folder: string,
  args: string[],
  onFailure: string,
  more: NodeJS.ProcessEnv = {},
): Promise<void> =>
  run({
    program: venvPython,
    args: [watchedPython, String(process.pid), ...args],
    env: { ...pythonEnvironment(folder), ...more },
    onFailure,
  });

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** Returns the packages of one lock that another doesn't have. */
function without(lock: string, other: string): string {
  const nameOf = (block: string) => /^[^=\s]+/.exec(block)?.[0];
  const blocks = (text: string) => text.split(/^(?=\S)/m);
  const there = new Set(blocks(other).map(nameOf));
  return blocks(lock)
    .filter((block) => !there.has(nameOf(block)))
    .join("");
}
