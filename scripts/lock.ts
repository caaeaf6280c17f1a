// `npm run lock`: regenerates both locks, package-lock.json and requirements.txt.
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./setup/children.js";
import { npmCommand } from "./setup/npm-packages.js";
import { Progress } from "./setup/progress.js";
import { root, stateFolder, venvPython, watchedPython } from "./setup/project.js";
import { pythonEnvironment } from "./setup/python-packages.js";

/** Makes the Python lock; installed for that moment only. */
const uvVersion = "0.13.8";
const oldestPython = "3.11";

export async function main(): Promise<number> {
  const progress = new Progress();
  await progress.step("package-lock.json", lockNpm);
  await progress.step("requirements.txt", lockPython);
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
  const env = pythonEnvironment(folder);
  const uvFolder = path.join(folder, "uv");
  const python = (args: string[], onFailure: string, more: NodeJS.ProcessEnv = {}) =>
    run({ program: venvPython, args: [watchedPython, String(process.pid), ...args], env: { ...env, ...more }, onFailure });
  try {
    tell(`fetching uv ${uvVersion}`);
    await python(["pip", "install", "-q", "--no-deps", "--only-binary", ":all:", "--target", uvFolder, `uv==${uvVersion}`],
      "uv, which makes the Python lock, could not be fetched: see above.");
    tell("resolving");
    await python(["uv", "pip", "compile", "-q", "--universal", "--python-version", oldestPython, "--generate-hashes",
      "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate",
      "--cache-dir", path.join(folder, "cache"), path.join("scripts", "requirements.in"), "-o", path.join(root, "requirements.txt")],
      "uv could not make requirements.txt: see above.", { PYTHONPATH: uvFolder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
