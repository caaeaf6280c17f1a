/**
 * Imported first when the kernel starts: if the notebook is going to connect, its database starts
 * now, while the compiler loads. The first cell then finds it ready.
 */
import { existsSync, readFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread && willConnect(process.env["JPY_SESSION_NAME"])) {
  void import("../../lib/client/locate").then(({ startEarly }) => startEarly());
}

/**
 * Guesses whether a notebook connects to a database of its own. Jupyter names the notebook of a
 * kernel. A wrong guess only costs time: connect() starts the database if it is missing.
 */
function willConnect(notebook: string | undefined): boolean {
  return (
    notebook?.endsWith(".ipynb") === true &&
    existsSync(notebook) &&
    /\bconnect\((?![^)]*\baws\b)/.test(readFileSync(notebook, "utf8"))
  );
}
