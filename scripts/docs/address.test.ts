/** Where the site is published. That pages name no place without `SITE_ADDRESS` is tested in `site.test.ts`. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { DOCS, installExtra } from "../extra-packages";
import { runSphinx } from "./sphinx";

const ADDRESS = "https://example.org/workbook/";
const folder = mkdtempSync(path.join(tmpdir(), "address "));
const inFolder = (name: string) => path.join(folder, name);

after(() => rmSync(folder, { recursive: true }));

before(async () => {
  await installExtra(DOCS);
  mkdirSync(inFolder("source/more"), { recursive: true });
  mkdirSync(inFolder("static/live"), { recursive: true });
  writeFileSync(inFolder("source/index.md"), "# One\n\n```{toctree}\nmore/two\n```\n");
  writeFileSync(inFolder("source/more/two.md"), "# Two\n");
  for (const file of ["page.js", "live.css"]) writeFileSync(inFolder(`static/live/${file}`), "");
});

/** Builds the site. Returns the addresses that its pages name as their own. */
async function addresses(address: string): Promise<string[]> {
  process.env["SITE_ADDRESS"] = address;
  await runSphinx({
    source: inFolder("source"),
    doctrees: inFolder("doctrees"),
    live: inFolder("static/live"),
    site: inFolder("site"),
  });
  return ["index.html", "more/two.html"].flatMap((page) => {
    const html = readFileSync(inFolder(`site/${page}`), "utf8");
    return (html.match(/<link[^>]*rel="canonical"[^>]*>|<meta[^>]*"og:url"[^>]*>/g) ?? []).sort();
  });
}

test("each page has its address for search engines and link previews", async () => {
  assert.deepEqual(await addresses(ADDRESS), [
    `<link rel="canonical" href="${ADDRESS}index.html" />`,
    `<meta property="og:url" content="${ADDRESS}index.html">`,
    `<link rel="canonical" href="${ADDRESS}more/two.html" />`,
    `<meta property="og:url" content="${ADDRESS}more/two.html">`,
  ]);
});
