// `npm run refresh [-- chapter …]`: links the chapters, formats and runs them (or those named), and
// stores the outputs that changed.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { execute } from "./notebooks/execute";
import { formatted } from "./notebooks/format";
import { judge } from "./notebooks/judge";
import { sideBySide } from "./notebooks/side-by-side";
import { minutesIn, navigated } from "./notebooks/navigation";
import { chapters, leftOut, readNotebook, ROOT, writeNotebook } from "./notebooks/notebook";
import { refreshed } from "./notebooks/refresh";

export async function main(args: string[]): Promise<number> {
  const wanted = chapters(args);
  linkChapters();
  const results = await sideBySide(wanted, refresh);
  for (const line of leftOut()) console.log(line);
  return results.every(Boolean) ? 0 : 1;
}

/** Writes the links between all chapters, and the minutes in the contents and the README. */
function linkChapters(): void {
  const all = chapters().map((file) => ({ file, notebook: readNotebook(file) }));
  for (const { file, notebook } of navigated(all)) writeNotebook(file, notebook);
  const readme = path.join(ROOT, "README.md");
  writeFileSync(readme, minutesIn(readFileSync(readme, "utf8"), all.slice(1), "notebooks/"));
}

/**
 * Refreshes a chapter. Resolves with false, and leaves its file unchanged, if it didn't run well.
 */
async function refresh(file: string): Promise<boolean> {
  const stored = await formatted(readNotebook(file));
  const executions = await execute(file, { once: true });
  const { notebook, changed } = refreshed(stored, executions);
  const findings = judge(notebook, executions);
  const name = path.basename(file);
  if (findings.length > 0) {
    console.error(`${name}: not stored. Correct this first:\n${findings.join("\n")}`);
    return false;
  }
  const written = writeNotebook(file, notebook);
  console.log(
    `${name}: ${changed.length > 0 ? `new outputs in ${changed.join(", ")}` : written ? "metadata tidied" : "unchanged"}`,
  );
  return true;
}
