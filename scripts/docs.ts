// `npm run docs [-- --serve]`: builds the site in site/ out of the executed chapters.
import { cpSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { writeApi } from "./docs/api";
import { finish } from "./docs/finish";
import { brokenLinks } from "./docs/links";
import { DOCS, installExtra } from "./extra-packages";
import { serve } from "./docs/serve";
import { remembering } from "./docs/executed";
import { writeSource, type Run } from "./docs/source";
import { runSphinx } from "./docs/sphinx";
import { writeLive, type Workers } from "./live/build";
import { WORKERS } from "./live/workers";
import { chapters, leftOut, readNotebook, ROOT } from "./notebooks/notebook";
import { proseFindings } from "./notebooks/prose";
import { Progress } from "./setup/progress.js";

const SITE = path.join(ROOT, "site");

export async function main(args: string[]): Promise<number> {
  const findings = await build(SITE, path.join(ROOT, "build", "docs"));
  if (findings.length > 0) {
    console.error(findings.join("\n"));
    return 1;
  }
  for (const line of leftOut()) console.log(line);
  const place = (file: string) => path.relative(process.cwd(), file);
  console.log(
    `The site is in ${place(SITE)}: open ${place(path.join(SITE, "index.html"))}, or \`npm run docs -- --serve\`.`,
  );
  if (args.includes("--serve")) await serve(SITE);
  return 0;
}

/**
 * Builds the site. Returns the findings, and then leaves the old site as it was; intermediate files
 * go to `work`.
 */
export async function build(
  site: string,
  work: string,
  run: Run = remembering(),
  workers: Workers = WORKERS,
): Promise<string[]> {
  const refused = chapters().flatMap((file) =>
    proseFindings(readNotebook(file), file).map((finding) => `${path.basename(file)}: ${finding}`),
  );
  if (refused.length > 0) return refused;
  const { source, live } = placesIn(work);
  const progress = new Progress();
  await progress.step("Bundling what runs in the page", () => writeLive(live, workers));
  const failures = await progress.step("Running the chapters", () =>
    writeSource(source, live, run),
  );
  if (failures.length > 0) return failures;
  const api = path.join(work, "api");
  await progress.step("Reading the library's docstrings", () => writeApi(api));
  cpSync(api, path.join(source, "api"), { recursive: true });
  return buildFromSource(site, work);
}

/** The folders in `work` that a site is built from: its pages, and what runs in them. */
export const placesIn = (work: string) => ({
  source: path.join(work, "source"),
  live: path.join(work, "static", "live"),
});

/** Builds the site from its source. Returns broken links, and then leaves the old site as it was. */
export async function buildFromSource(site: string, work: string): Promise<string[]> {
  await installExtra(DOCS);
  const { source, live } = placesIn(work);
  // Not directly into its place, because myst-nb puts a folder of its own beside its output.
  const html = path.join(work, "html");
  rmSync(html, { recursive: true, force: true });
  await new Progress().step("Building the site", () =>
    runSphinx({ source, doctrees: path.join(work, "doctrees"), live, site: html }),
  );
  cpSync(path.join(source, "llms.txt"), path.join(html, "llms.txt"));
  finish(html);
  const broken = brokenLinks(html);
  if (broken.length === 0) replace(site, html);
  return broken;
}

/** Puts a new site in the place of the old one, which stays whole until the new one is. */
function replace(site: string, html: string): void {
  const next = `${site}.new`;
  rmSync(next, { recursive: true, force: true });
  cpSync(html, next, { recursive: true });
  rmSync(site, { recursive: true, force: true });
  renameSync(next, site);
}
