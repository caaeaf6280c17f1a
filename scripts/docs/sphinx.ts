import path from "node:path";
import { run } from "../setup/children.js";
import { venvPython, watchedPython } from "../setup/project.js";
import { ROOT } from "../notebooks/notebook";
import { DOCS, extraEnvironment } from "../extra-packages";

/** Builds the site; a warning is an error. */
export function runSphinx(source: string, doctrees: string, site: string): Promise<void> {
  return run({
    program: venvPython,
    // All files anew: what remained of an earlier build would make this one another.
    args: [
      watchedPython,
      String(process.pid),
      "sphinx",
      "-q",
      "-W",
      "--keep-going",
      "-E",
      "-a",
      "-b",
      "html",
      "-j",
      "auto",
      "-c",
      path.join(ROOT, "scripts", "docs"),
      "-d",
      doctrees,
      source,
      site,
    ],
    env: extraEnvironment(DOCS),
    onFailure: "Sphinx could not build the site: see above.",
    pick: (lines) => lines.filter((line) => /WARNING|ERROR|rror:/.test(line)),
  });
}
