/** Python packages that only some commands need: `npm start` doesn't download them. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "./setup/children.js";
import { Progress } from "./setup/progress.js";
import { inProject, root, venvPython, watchedPython } from "./setup/project.js";
import { pipInstall, pythonEnvironment } from "./setup/python-packages.js";
import { hashOfFiles, hasStamp, writeStamp } from "./setup/stamps.js";

/** A folder of scripts/ with a requirements.in, and the requirements.txt that is its lock. */
export type Extra = { folder: string; purpose: string };

export const DOCS: Extra = { folder: "docs", purpose: "Packages that build the site" };
export const KERNEL_TESTS: Extra = { folder: "kernel", purpose: "Jupyter's tests for kernels" };
export const AUDIT: Extra = { folder: "audit", purpose: "pip-audit" };

/** Inside .venv, so that a new .venv gets new ones. */
const packagesOf = ({ folder }: Extra) => inProject(".venv", folder);
const requirementsOf = ({ folder }: Extra) => inProject("scripts", folder, "requirements.txt");

/** Returns the environment that lets Python find the packages, also after the project was moved. */
export const extraEnvironment = (extra: Extra): NodeJS.ProcessEnv => ({
  ...pythonEnvironment(),
  PYTHONPATH: packagesOf(extra),
  PYTHONDONTWRITEBYTECODE: "",
});

/**
 * Installs the packages, unless they are installed already.
 * @throws {SetupError} when pip fails
 */
export async function installExtra(extra: Extra): Promise<void> {
  const packages = packagesOf(extra);
  const stampFile = path.join(packages, ".set-up.json");
  const stamp = { requirements: hashOfFiles(root, [requirementsOf(extra)]) };
  if (existsSync(packages) && hasStamp(stampFile, stamp)) return;
  rmSync(packages, { recursive: true, force: true });
  await new Progress().step(extra.purpose, (tell) => download(extra, tell));
  writeStamp(stampFile, stamp);
}

async function download(extra: Extra, tell: (detail: string) => void): Promise<void> {
  const requirements = requirementsOf(extra);
  const total = readFileSync(requirements, "utf8").match(/^\S+==/gm)?.length ?? 0;
  tell(total === 1 ? "1 Python package" : `${total} Python packages`);
  await run({
    program: venvPython,
    args: [
      ...[watchedPython, String(process.pid), ...pipInstall.split(" ")],
      // Python compiles what it loads at its first run.
      ...["-q", "--no-compile", "--target", packagesOf(extra), "-r", requirements],
    ],
    env: pythonEnvironment(),
    onFailure:
      `pip could not install the packages of ${requirements}: see above, ` +
      "check the network, then run the same command again.",
  });
}
