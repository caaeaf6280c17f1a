/** The page's database in Node: the same bundle, for tests. */
import { createRequire } from "node:module";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { build } from "esbuild";
import type { FromDatabase, ToDatabase } from "../protocol";
import type * as engine from "./engine";
import { forNode } from "./bundle";

/** Bundles the database as for a page, and returns the function that answers requests. */
export async function databaseInNode(): Promise<(request: ToDatabase) => FromDatabase> {
  const folder = mkdtempSync(path.join(tmpdir(), "page-database-"));
  try {
    const outfile = path.join(folder, "engine.cjs");
    await build({ ...forNode(), outfile });
    const { answer } = createRequire(outfile)(outfile) as typeof engine;
    return answer;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
