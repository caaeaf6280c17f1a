// Where Jupyter keeps what: everything below .jupyter in the project, nothing in the user's home.
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { startOf } from "../processes.js";
import { stateFolder } from "../setup/project.js";
import { pythonEnvironment } from "../setup/python-packages.js";

const runtimeFolders = path.join(stateFolder, "runtime");

/**
 * The environment for a Jupyter of ours: only the project's settings, kernels and state.
 * @param runtimeFolder for connection files; from createRuntimeFolder
 */
export function jupyterEnvironment(runtimeFolder: string): NodeJS.ProcessEnv {
  const foreign = /^(JUPYTER|JPY_|IPYTHON)/;
  const kept = Object.entries(pythonEnvironment()).filter(([name]) => !foreign.test(name));
  return {
    ...Object.fromEntries(kept),
    JUPYTER_CONFIG_DIR: path.join(stateFolder, "config"),
    JUPYTER_DATA_DIR: path.join(stateFolder, "data"),
    JUPYTER_RUNTIME_DIR: runtimeFolder,
    JUPYTERLAB_SETTINGS_DIR: path.join(stateFolder, "lab", "settings"),
    JUPYTERLAB_WORKSPACES_DIR: path.join(stateFolder, "lab", "workspaces"),
    IPYTHONDIR: path.join(stateFolder, "ipython"),
    JUPYTER_PREFER_ENV_PATH: "1",
  };
}

/** A folder for this process alone, and the removal of those whose process was killed. */
export function createRuntimeFolder(): { folder: string; remove: () => void } {
  removeLeftovers();
  const folder = path.join(runtimeFolders, String(process.pid));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // Jupyter may still be writing into it at its end, hence the retries.
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }) };
}

/** The process ids of `npm start` that run in this folder now. */
export const runningStarts = (): number[] =>
  runtimeNames()
    .map(Number)
    .filter((pid) => startOf(pid) !== undefined);

const runtimeNames = () => (existsSync(runtimeFolders) ? readdirSync(runtimeFolders) : []);

function removeLeftovers(): void {
  for (const name of runtimeNames().filter((pid) => startOf(Number(pid)) === undefined)) {
    rmSync(path.join(runtimeFolders, name), { recursive: true, force: true });
  }
}
