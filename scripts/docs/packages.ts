import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { run } from "../setup/children.js";
import { Progress } from "../setup/progress.js";
import { inProject, root, venvPython, watchedPython } from "../setup/project.js";
import { pythonEnvironment } from "../setup/python-packages.js";
import { hashOfFiles, hasStamp, writeStamp } from "../setup/stamps.js";

const REQUIREMENTS = inProject("scripts", "docs", "requirements.txt");
/** Inside of .venv, so that a new .venv makes it anew; found by PYTHONPATH, so that the folder may be moved. */
const FOLDER = inProject(".venv", "docs");
const STAMP = path.join(FOLDER, ".set-up.json");

/** The environment in which Python finds what builds the site. */
export const docsEnvironment = (): NodeJS.ProcessEnv => ({
  ...pythonEnvironment(),
  PYTHONPATH: FOLDER,
  PYTHONDONTWRITEBYTECODE: "",
});

/** Installs what builds the site, if it isn't there: who learns doesn't need it. */
export async function installDocsPackages(): Promise<void> {
  const stamp = { requirements: hashOfFiles(root, [REQUIREMENTS]) };
  if (existsSync(FOLDER) && hasStamp(STAMP, stamp)) return;
  rmSync(FOLDER, { recursive: true, force: true });
  const total = readFileSync(REQUIREMENTS, "utf8").match(/^\S+==/gm)?.length ?? 0;
  await new Progress().step("What builds the site", async (tell) => {
    tell(`${total} Python packages`);
    await run({
      program: venvPython,
      args: [
        watchedPython,
        String(process.pid),
        "pip",
        "install",
        "-q",
        "--no-input",
        "--disable-pip-version-check",
        "--require-hashes",
        "--no-deps",
        "--only-binary",
        ":all:",
        "--target",
        FOLDER,
        "-r",
        REQUIREMENTS,
      ],
      env: pythonEnvironment(),
      onFailure:
        "pip could not install the packages that build the site: see above, check the network, then run the same command again.",
    });
  });
  writeStamp(STAMP, stamp);
}
