// `npm run docs [-- --serve]`: builds the site in site/ out of the executed chapters.
import { rmSync } from "node:fs";
import path from "node:path";
import { writeApi } from "./docs/api";
import { finish } from "./docs/finish";
import { brokenLinks } from "./docs/links";
import { installDocsPackages } from "./docs/packages";
import { serve } from "./docs/serve";
import { writeSource } from "./docs/source";
import { runSphinx } from "./docs/sphinx";
import { ROOT } from "./notebooks/notebook";
import { Progress } from "./setup/progress.js";

const SITE = path.join(ROOT, "site");
const WORK = path.join(ROOT, "build", "docs");
const SOURCE = path.join(WORK, "source");

export async function main(args: string[]): Promise<number> {
  const findings = await build();
  if (findings.length > 0) {
    console.error(findings.join("\n"));
    return 1;
  }
  console.log(`The site is in ${path.relative(process.cwd(), SITE)}: open ${path.relative(process.cwd(), path.join(SITE, "index.html"))}, or \`npm run docs -- --serve\`.`);
  if (args.includes("--serve")) await serve(SITE);
  return 0;
}

/** Builds the site, and gives what is wrong. */
export async function build(): Promise<string[]> {
  await installDocsPackages();
  const progress = new Progress();
  const failures = await progress.step("Running the chapters", () => writeSource(SOURCE));
  if (failures.length > 0) return failures;
  await progress.step("Reading the library's docstrings", () => writeApi(path.join(SOURCE, "api")));
  rmSync(SITE, { recursive: true, force: true });
  await progress.step("Building the site", async () => {
    await runSphinx(SOURCE, path.join(WORK, "doctrees"), SITE);
    finish(SITE);
  });
  return brokenLinks(SITE);
}
