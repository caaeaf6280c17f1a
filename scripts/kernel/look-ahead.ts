/**
 * What the notebook is going to need. Jupyter names the notebook that a kernel is for, so its
 * database can start, and the library's types can be read, before the first cell asks. A wrong
 * guess costs time only.
 */
import { existsSync, readFileSync } from "node:fs";

const text = textOf(process.env["JPY_SESSION_NAME"]);

/** Whether cells import the library. */
export const usesLibrary = text.includes(`from \\"../lib\\"`);

if (/\bconnect\((?![^)]*\baws\b)/.test(text)) {
  void import("../../lib/client/locate").then(({ startEarly }) => startEarly());
}

function textOf(notebook: string | undefined): string {
  const isNotebook = notebook?.endsWith(".ipynb") === true && existsSync(notebook);
  return isNotebook ? readFileSync(notebook, "utf8") : "";
}
