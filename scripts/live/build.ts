/** Builds what the site's pages load to run their cells: `_static/live/` of the site. */
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build, type BuildOptions } from "esbuild";
import { ROOT } from "../notebooks/notebook";

const PAGE = path.join(ROOT, "scripts", "live", "page");

/** What all bundles share: scripts without modules, for browsers of the last three years. */
const COMMON = {
  bundle: true,
  format: "iife",
  minify: true,
  target: ["chrome111", "firefox113", "safari16.4"],
  legalComments: "none",
  logLevel: "silent",
  // Given here, because which file esbuild finds for a module that a plugin replaces may change from
  // one build to the next, and "use strict" with it.
  tsconfigRaw: { compilerOptions: { strict: true } },
} satisfies BuildOptions;

/** The workers of the page, by name, and what says how each is bundled. */
export type Workers = Record<string, () => BuildOptions>;

/**
 * Writes the files of the pages. Names carry a hash in their query, so that a cache never mixes two
 * builds.
 *
 * @throws when esbuild finds an error
 */
export async function writeLive(folder: string, workers: Workers): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const [editor, ...sources] = await Promise.all([
    bundle({ entryPoints: [path.join(PAGE, "editor.ts")] }),
    ...Object.values(workers).map((options) => bundle(options())),
  ]);
  const scripts = [
    ["editor", editor ?? ""] as const,
    ...Object.keys(workers).map(
      (name, index) => [name, asText(name, sources[index] ?? "")] as const,
    ),
  ];
  const files: Record<string, string> = {};
  for (const [name, content] of scripts) {
    files[name] = writeVersion(folder, name, content);
  }
  const page = await bundle({
    entryPoints: [path.join(PAGE, "page.ts")],
    define: { LIVE_FILES: JSON.stringify(files) },
  });
  writeFileSync(path.join(folder, "page.js"), page);
  cpSync(path.join(PAGE, "live.css"), path.join(folder, "live.css"));
}

/**
 * Writes the script that holds a notebook for "Download as notebook". Returns its address in the
 * folder.
 */
export const writeNotebookScript = (folder: string, name: string, notebook: object): string =>
  writeVersion(
    folder,
    name,
    `(globalThis.liveNotebooks ??= {})[${JSON.stringify(name)}] = ${JSON.stringify(notebook)};\n`,
  );

/** Writes a script. Returns its name with a hash of its content. */
function writeVersion(folder: string, name: string, content: string): string {
  writeFileSync(path.join(folder, `${name}.js`), content);
  return `${name}.js?v=${createHash("sha256").update(content).digest("hex").slice(0, 8)}`;
}

/**
 * A worker's source as a script: a page from the disk can load a script, and start a worker from
 * what it holds.
 */
const asText = (name: string, source: string) =>
  `(globalThis.liveSources ??= {})[${JSON.stringify(name)}] = ${JSON.stringify(source)};\n`;

async function bundle(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build({ ...COMMON, ...options, write: false });
  const [file] = outputFiles;
  if (file === undefined) throw new Error("esbuild wrote nothing: is there an entry point?");
  return file.text;
}
