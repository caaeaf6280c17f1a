import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { notebookText, ROOT, type Notebook } from "../notebooks/notebook";

/**
 * Notebooks for a test, in a folder that git ignores. They import the compiled `../lib` and
 * `./exercises`.
 */
export class Copies {
  readonly folder = mkdtempSync(path.join(ROOT, "build", "browser-test-"));

  constructor() {
    const exercises = path.join(this.folder, "exercises");
    mkdirSync(exercises);
    const main = "../../notebooks/exercises/index.js";
    writeFileSync(path.join(exercises, "package.json"), JSON.stringify({ main }));
  }

  /** Returns its path in the project. */
  add(name: string, notebook: Notebook): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, notebookText(notebook));
    return path.relative(ROOT, file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
