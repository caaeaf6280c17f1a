import { availableParallelism } from "node:os";
import path from "node:path";
import { run } from "../setup/children.js";
import { venvPython, watchedPython } from "../setup/project.js";
import { ROOT } from "../notebooks/notebook";
import { complaintsIn } from "./complaints";
import { DOCS, extraEnvironment } from "../extra-packages";

/** Folders: of the pages, of what Sphinx keeps, of what runs in the pages, and of the result. */
type Places = { source: string; doctrees: string; live: string; site: string };

/** Besides Sphinx itself: on two cores, more would only make more work. */
const PROCESSES = String(Math.max(1, availableParallelism() - 1));

/** Builds the site; warnings are errors. */
export function runSphinx(places: Places): Promise<void> {
  const { source, doctrees, live, site } = places;
  return run({
    program: venvPython,
    // -E and -a: everything is rebuilt, so that an earlier build can't influence this one. Its
    // messages are read by complaintsIn(): no colours, which it adds in some environments.
    args: [
      watchedPython,
      String(process.pid),
      "sphinx",
      "-q",
      "--no-color",
      "-W",
      "--keep-going",
      "-E",
      "-a",
      "-b",
      "html",
      "-j",
      PROCESSES,
      "-c",
      path.join(ROOT, "scripts", "docs"),
      "-d",
      doctrees,
      source,
      site,
    ],
    env: { ...extraEnvironment(DOCS), LIVE_STATIC: path.dirname(live) },
    onFailure: "Sphinx could not build the site: see above.",
    pick: (lines) => complaintsIn(lines, source),
  });
}
