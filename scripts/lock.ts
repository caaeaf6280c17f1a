// `npm run lock`: regenerates the locks, package-lock.json and those of the Python packages.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PACKAGES } from "./bench/packages";
import { AUDIT, DOCS, KERNEL_TESTS } from "./extra-packages.js";
import { run } from "./setup/children.js";
import { npmCommand } from "./setup/npm-packages.js";
import { Progress } from "./setup/progress.js";
import { root, stateFolder, venvPython, watchedPython } from "./setup/project.js";
import { pythonEnvironment } from "./setup/python-packages.js";

/** Makes the Python locks; installed for that moment only. */
const UV = "uv==0.13.8";
// In the project and not in the temporary folder: the next run removes what a killed one left.
const toolFolder = path.join(stateFolder, "lock-tools");
const uvFolder = path.join(toolFolder, "uv");

const UV_OPTIONS =
  "--quiet --universal --python-version 3.11 --generate-hashes " +
  "--no-emit-index-url --no-emit-find-links --no-header --no-annotate";

/** They keep the registry's host out of the lock. */
const NPM_OPTIONS = "--package-lock-only --ignore-scripts --omit-lockfile-registry-resolved";

/** What a folder of scripts/ needs beside requirements.txt is locked in that folder. */
const EXTRAS = [DOCS, KERNEL_TESTS, AUDIT].map(({ folder }) => `scripts/${folder}/requirements`);

export async function main(): Promise<number> {
  const progress = new Progress();
  await progress.step("package-lock.json", () => lockNpm(root));
  await progress.step("Libraries to compare with", () => lockNpm(PACKAGES));
  await progress.step("Python packages", lockPython);
  return 0;
}

async function lockNpm(folder: string): Promise<void> {
  const npm = npmCommand();
  await run({
    ...npm,
    args: [...npm.args, "install", "--prefix", folder, ...NPM_OPTIONS.split(" ")],
    onFailure: `npm could not make the package-lock.json in ${folder}: see above.`,
  });
}

async function lockPython(tell: (detail: string) => void): Promise<void> {
  rmSync(toolFolder, { recursive: true, force: true });
  mkdirSync(toolFolder, { recursive: true });
  try {
    tell(`fetching ${UV}`);
    await python(
      ["pip", "install", "-q", "--no-deps", "--only-binary", ":all:", "--target", uvFolder, UV],
      "uv, which makes the Python locks, could not be fetched: see above.",
    );
    tell("resolving");
    await compile("scripts/requirements.in", "requirements.txt");
    for (const extra of EXTRAS) {
      const lock = `${extra}.txt`;
      await compile(`${extra}.in`, lock, "-c", "requirements.txt");
      writeFileSync(path.join(root, lock), without(read(lock), read("requirements.txt")));
    }
  } finally {
    rmSync(toolFolder, { recursive: true, force: true });
  }
}

/** Runs a Python module with uv and a temporary folder of its own. */
const python = (moduleAndArgs: string[], onFailure: string) =>
  run({
    program: venvPython,
    args: [watchedPython, String(process.pid), ...moduleAndArgs],
    env: { ...pythonEnvironment(toolFolder), PYTHONPATH: uvFolder },
    onFailure,
  });

const compile = (wanted: string, lock: string, ...more: string[]) =>
  python(
    [
      ...["uv", "pip", "compile", ...UV_OPTIONS.split(" ")],
      ...["--cache-dir", path.join(toolFolder, "cache"), ...more, wanted, "-o", lock],
    ],
    `uv could not make ${lock}: see above.`,
  );

const read = (file: string) => readFileSync(path.join(root, file), "utf8");

/** The packages of one lock that another doesn't have. */
function without(lock: string, other: string): string {
  const nameOf = (block: string) => /^[^=\s]+/.exec(block)?.[0];
  const blocks = (text: string) => text.split(/^(?=\S)/m);
  const existing = new Set(blocks(other).map(nameOf));
  return blocks(lock)
    .filter((block) => !existing.has(nameOf(block)))
    .join("");
}
