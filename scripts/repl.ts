// `npm run repl`: the workbook as a console on the same kernel.
import { spawn } from "node:child_process";
import { endRequest } from "./end-request.js";
import { createRuntimeFolder, jupyterEnvironment } from "./jupyter/environment.js";
import { inProject, venvPython, watchedPython } from "./setup/project.js";

const grace = 3000;

export async function main(args: string[]): Promise<number> {
  const runtime = createRuntimeFolder();
  try {
    return await runConsole(args, runtime.folder);
  } finally {
    runtime.remove();
  }
}

function runConsole(args: string[], runtimeFolder: string): Promise<number> {
  const child = spawn(
    venvPython,
    [
      watchedPython,
      String(process.pid),
      "jupyter_console",
      "--kernel",
      "tslab",
      "--JupyterConsoleApp.confirm_exit=False",
      ...args,
    ],
    {
      cwd: inProject("notebooks"),
      env: jupyterEnvironment(runtimeFolder),
      stdio: "inherit",
    },
  );
  // The console receives Ctrl-C too: there it interrupts a cell.
  void endRequest("belongs to another").then(() => {
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), grace).unref();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
}
