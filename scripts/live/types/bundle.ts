import path from "node:path";
import type { BuildOptions } from "esbuild";
import { ROOT } from "../../notebooks/notebook";
import { declarations } from "./declarations";
import { trimmedTypescript } from "./trimmed-typescript";

/** Modules of Node that TypeScript looks for, and does without. */
const NODES = [
  "fs",
  "path",
  "os",
  "inspector",
  "perf_hooks",
  "module",
  "source-map-support",
  "crypto",
];

/** How the worker that knows types is bundled. */
export const options = (): BuildOptions => ({
  absWorkingDir: ROOT,
  entryPoints: [path.join(ROOT, "scripts", "live", "types", "worker.ts")],
  platform: "browser",
  format: "iife",
  target: "es2022",
  bundle: true,
  minify: true,
  legalComments: "none",
  external: NODES,
  define: { DECLARATIONS: JSON.stringify(declarations()) },
  plugins: [trimmedTypescript],
});
