import { existsSync } from "node:fs";

/** Returns a free name beside a notebook, for a learner's version of it: `01-….mine.ipynb`. */
export function freeNameBeside(file: string): string {
  const stem = file.replace(/\.ipynb$/, ".mine");
  for (let count = 1; ; count += 1) {
    const own = `${stem}${count === 1 ? "" : `-${count}`}.ipynb`;
    if (!existsSync(own)) return own;
  }
}
