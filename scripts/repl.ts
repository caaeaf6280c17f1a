// `npm run repl`: the workbook as a console on the same kernel.
import { spawn } from "node:child_process";
import { onEndRequest } from "./end-request.js";
import { createRuntimeFolder, jupyterEnvironment } from "./jupyter/environment.js";
import { inProject, venvPython, watchedPython } from "./setup/project.js";

const grace = 3000;

const options = [
  "--kernel=tslab",
  "--JupyterConsoleApp.confirm_exit=False",
  // In seconds. By default it is one, which a slow machine needs to load TypeScript: the console
  // would warn, and from then on take every line as complete.
  "--ZMQTerminalInteractiveShell.kernel_is_complete_timeout=60",
];

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
    [watchedPython, String(process.pid), "jupyter_console", ...options, ...args],
    {
      cwd: inProject("notebooks"),
      env: jupyterEnvironment(runtimeFolder),
      stdio: "inherit",
    },
  );
  onEndRequest((cause) => {
    // The console receives Ctrl-C too: there it interrupts a cell.
    if (cause === "SIGINT") return;
    child.kill("SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), grace).unref();
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (status) => resolve(status ?? 1));
  });
}
