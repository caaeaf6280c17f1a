import path from "node:path";
import { run } from "../setup/children.js";
import { inProject, stateFolder, venvPython } from "../setup/project.js";
import { pythonEnvironment } from "../setup/python-packages.js";

/**
 * Marks merged notebooks as trusted if they were so before; else JupyterLab would hide parts of
 * their outputs. What they got comes from the new version.
 */
export async function trustMerged(merged: ReadonlyMap<string, string>): Promise<void> {
  if (merged.size === 0) return;
  const script = inProject("scripts", "update", "trust_merged.py");
  const pairs = [...merged].flat().map((name) => inProject(name));
  await run({
    program: venvPython,
    args: [script, ...pairs],
    env: { ...pythonEnvironment(), JUPYTER_DATA_DIR: path.join(stateFolder, "data") },
    onFailure:
      "The update is done, but the notebooks with your changes could not be marked as trusted: see above. In JupyterLab, View → Activate Command Palette → Trust Notebook does so.",
  });
}
