import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { brokenLinks } from "./links";

const site = mkdtempSync(path.join(tmpdir(), "site-"));
after(() => rmSync(site, { recursive: true }));

function page(name: string, body: string): void {
  mkdirSync(path.dirname(path.join(site, name)), { recursive: true });
  writeFileSync(path.join(site, name), body);
}

test("links that lead nowhere are found, and what would be fetched from elsewhere", () => {
  page(
    "index.html",
    '<h1 id="top">x</h1> <a href="api/">x</a> <a href="api/one.html#there">x</a> <a href="#top">x</a> <a href="https://example.org/x">x</a> <a href="mailto:x@y.z">x</a>',
  );
  page("api/index.html", '<a href="../index.html#top">x</a> <a href="one.html?q=1">x</a>');
  page("api/one.html", '<h2 id="there">x</h2>');
  assert.deepEqual(brokenLinks(site), []);

  page(
    "api/one.html",
    '<h2 id="other">x</h2> <a href="gone.html">x</a> <a href="#there">x</a> <img src="https://example.org/a.png"> <script src="//example.org/b.js"></script>',
  );
  assert.deepEqual(brokenLinks(site), [
    "api/one.html: its link to gone.html leads nowhere",
    "api/one.html: its link to #there leads nowhere",
    "api/one.html: it would fetch https://example.org/a.png",
    "api/one.html: it would fetch //example.org/b.js",
    "index.html: its link to api/one.html#there leads nowhere",
  ]);
});

test("data for scripts aren't links", () => {
  rmSync(path.join(site, "api"), { recursive: true });
  page(
    "index.html",
    '<script type="application/json" id="cells">[{"source":"<a href=\\"gone.html\\">"}]</script>',
  );
  assert.deepEqual(brokenLinks(site), []);
});
