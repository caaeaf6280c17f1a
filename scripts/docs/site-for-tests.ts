import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readNotebook, ROOT } from "../notebooks/notebook";
import { takeMutex } from "../setup/mutex.js";
import { venvPython } from "../setup/project.js";
import { filesBelow, hashOfFiles, hasStamp, writeStamp } from "../setup/stamps.js";
import { filesOf } from "./finish";
import type { Run } from "./source";

/** Where it is built, and from what. */
export const WORK = path.join(ROOT, "build", "site-test");
const STAMP = path.join(WORK, "stamp.json");

/** Everything that a site is made of. */
const INPUTS = ["lib", "notebooks", "scripts"];
const ENDINGS = [".ts", ".js", ".py", ".ipynb", ".md", ".css", ".html", ".svg", ".txt", ".json"];

/** Takes the stored chapters. That their cells run is tested elsewhere. */
export const stored: Run = (file) =>
  Promise.resolve({ notebook: readNotebook(file), findings: [] });

/**
 * Builds the site from the stored chapters, once for all test files, and again only
 * when something changed. Resolves with its folder, which no test may change.
 */
export async function siteForTests(): Promise<string> {
  const site = path.join(WORK, "site");
  const release = await takeMutex(path.join(ROOT, "build", "site-test.lock"), venvPython, () => {});
  try {
    const stamp = { hash: hashOfInputs() };
    if (hasStamp(STAMP, stamp)) return site;
    // Loaded only for a build, because it loads TypeScript.
    const { build } = await import("../docs");
    const findings = await build(site, WORK, stored);
    if (findings.length > 0) throw new Error(findings.join("\n"));
    writeStamp(STAMP, stamp);
    return site;
  } finally {
    release();
  }
}

function hashOfInputs(): string {
  const files = INPUTS.flatMap((folder) => filesBelow(path.join(ROOT, folder), ENDINGS));
  return hashOfFiles(ROOT, [...files.filter(isSource), path.join(ROOT, "package-lock.json")]);
}

/** Excludes JupyterLab's hidden checkpoint folders, which other tests write at the same time. */
const isSource = (file: string) => !/(^|[/\\])\./.test(path.relative(ROOT, file));

/** The files that are in one of two folders only, or differ. */
export function differingFiles(one: string, other: string): string[] {
  const same = (file: string) =>
    [one, other].every((folder) => existsSync(path.join(folder, file))) &&
    readFileSync(path.join(one, file)).equals(readFileSync(path.join(other, file)));
  return [...new Set([...filesOf(one), ...filesOf(other)])].filter((file) => !same(file));
}
