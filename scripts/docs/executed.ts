/** A chapter that didn't change isn't run again: its outputs are kept from the last time. */
import { createHash } from "node:crypto";
import path from "node:path";
import { readFileSync } from "node:fs";
import { execute } from "../notebooks/execute";
import { judge } from "../notebooks/judge";
import { readNotebook, ROOT, type Notebook } from "../notebooks/notebook";
import { refreshed } from "../notebooks/refresh";
import { filesBelow, hashOfFiles, readStamp, writeStamp } from "../setup/stamps.js";
import type { Run } from "./source";

const FOLDER = path.join(ROOT, "build", "executed");

/** What else decides what a cell shows: the library, the checks, the kernel, the packages. */
const INPUTS = ["lib", "notebooks/exercises", "scripts/cell", "scripts/kernel"];
const LOCKS = ["package-lock.json", "requirements.txt", "notebooks/tsconfig.json"];

/** Returns a `run` that remembers the chapters which ran well. */
export function remembering(run: Run = executed, folder = FOLDER): Run {
  const inputs = hashOfInputs();
  return async (file) => {
    const place = path.join(folder, `${path.basename(file, ".ipynb")}.json`);
    const hash = createHash("sha256").update(inputs).update(readFileSync(file)).digest("hex");
    const known = readStamp(place);
    if (known?.["hash"] === hash) return { notebook: known["notebook"] as Notebook, findings: [] };
    const result = await run(file);
    if (result.findings.length === 0) writeStamp(place, { hash, notebook: result.notebook });
    return result;
  };
}

function hashOfInputs(): string {
  const sources = INPUTS.flatMap((folder) => filesBelow(path.join(ROOT, folder), [".ts", ".js"]));
  return hashOfFiles(ROOT, [...sources, ...LOCKS.map((file) => path.join(ROOT, file))]);
}

/**
 * Runs a notebook. Outputs that differ only in ids and addresses stay as stored, so the same text
 * builds the same site.
 */
async function executed(file: string): Promise<{ notebook: Notebook; findings: string[] }> {
  const executions = await execute(file, { once: true });
  const { notebook } = refreshed(readNotebook(file), executions);
  return { notebook, findings: judge(notebook, executions) };
}
