/** The npm packages that only the benchmark compares with: nothing else downloads them. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { npmCommand } from "../setup/npm-packages.js";
import { run } from "../setup/children.js";
import { Progress } from "../setup/progress.js";
import { inProject, root } from "../setup/project.js";
import { hashOfFiles, hasStamp, writeStamp } from "../setup/stamps.js";

/** The folder with their package.json and its lock. */
export const PACKAGES = inProject("scripts", "bench", "packages");
const FOLDER = inProject("build", "bench");
const FILES = ["package.json", "package-lock.json"];

/**
 * Installs the packages, unless they are installed already.
 *
 * @throws {SetupError} when npm fails
 */
export async function installPackages(): Promise<void> {
  const stampFile = path.join(FOLDER, ".set-up.json");
  const locks = [...FILES.map((file) => path.join(PACKAGES, file)), inProject(FILES[1] as string)];
  const stamp = { packages: hashOfFiles(root, locks), node: process.version };
  if (hasStamp(stampFile, stamp)) return;
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  for (const file of FILES) copyFileSync(path.join(PACKAGES, file), path.join(FOLDER, file));
  await new Progress().step("Libraries to compare with", download);
  removeShared();
  writeStamp(stampFile, stamp);
}

async function download(): Promise<void> {
  const npm = npmCommand();
  await run({
    ...npm,
    args: [...npm.args, "ci", "--prefix", FOLDER, "--ignore-scripts", "--no-audit", "--no-fund"],
    onFailure:
      "npm could not install the libraries that the benchmark compares with: see above, " +
      "check the network, then run the same command again.",
  });
}

/**
 * Removes what the project has itself, so that Node finds it there: all sides use the same files of
 * the SDK, in the version that the workbook uses.
 */
function removeShared(): void {
  const installed = path.join(FOLDER, "node_modules");
  for (const name of packagesIn(installed))
    if (existsSync(inProject("node_modules", name)))
      rmSync(path.join(installed, name), { recursive: true });
}

/** Returns the names of the packages of a node_modules, with their scopes. */
const packagesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith("."))
    .flatMap((name) =>
      name.startsWith("@")
        ? readdirSync(path.join(folder, name)).map((own) => `${name}/${own}`)
        : [name],
    );

const requireInstalled = createRequire(path.join(FOLDER, "package.json"));

/**
 * Loads a package that `installPackages()` has installed. Its own types aren't there when the
 * project is compiled, so T says what the benchmark uses of it.
 *
 * @throws Error if it would use another copy of the SDK than the project
 */
export function loadPackage<T>(name: string): T {
  const file = requireInstalled.resolve(name);
  const sdk = createRequire(file).resolve("@aws-sdk/client-dynamodb");
  if (sdk !== require.resolve("@aws-sdk/client-dynamodb"))
    throw new Error(
      `${name} uses ${sdk}, not the project's SDK. Remove build/bench, and try again.`,
    );
  return requireInstalled(name) as T;
}
