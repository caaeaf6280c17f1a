import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { notebookText, ROOT, type Notebook } from "../notebooks/notebook";

/** Notebooks for a test, in a folder that git ignores, and from which they find the compiled library as `../lib`. */
export class Copies {
  readonly folder = mkdtempSync(path.join(ROOT, "build", "browser-test-"));

  /** Gives its path in the project. */
  add(name: string, notebook: Notebook): string {
    const file = path.join(this.folder, name);
    writeFileSync(file, notebookText(notebook));
    return path.relative(ROOT, file);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}
