/**
 * Imported first when the kernel starts: if the notebook is going to connect, its database starts
 * now, while the compiler loads. The first cell then finds it ready.
 */
import { existsSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && willConnect(process.env["JPY_SESSION_NAME"])) {
  void import("../../lib/client/locate").then(({ startEarly }) => startEarly());
}

/** Jupyter names the notebook that a kernel is for. A wrong guess costs time only: connect() starts what isn't there. */
function willConnect(notebook: string | undefined): boolean {
  return (
    notebook?.endsWith(".ipynb") === true &&
    existsSync(notebook) &&
    /\bconnect\((?![^)]*\baws\b)/.test(readFileSync(notebook, "utf8"))
  );
}
