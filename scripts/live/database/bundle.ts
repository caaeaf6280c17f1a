import path from "node:path";
import type { BuildOptions } from "esbuild";
import { ROOT } from "../../notebooks/notebook";

const FOLDER = path.join(ROOT, "scripts", "live", "database");
const shim = (name: string) => path.join(FOLDER, "shims", name);

/** How the worker of the database is bundled. */
export const options = (): BuildOptions => bundled("worker.ts");

/** How the database is bundled for Node, where tests load the very code that a page runs. */
export const forNode = (): BuildOptions => ({
  ...bundled("engine.ts"),
  format: "cjs",
  minify: false,
});

const bundled = (entry: string): BuildOptions => ({
  entryPoints: [path.join(FOLDER, entry)],
  bundle: true,
  format: "iife",
  platform: "browser",
  target: "es2022",
  minify: true,
  alias: {
    ...Object.fromEntries(UNUSED.map((name) => [name, shim("nothing.ts")])),
    // One copy: dynalite requires it, and our files import it.
    "big.js": path.join(ROOT, "node_modules", "big.js", "big.js"),
    crypto: shim("hash.ts"),
  },
  inject: [shim("buffer.ts")],
});

/** What dynalite loads for its own store. */
const UNUSED = ["async", "events", "lazy", "level", "lock", "memory-level", "stream"];
