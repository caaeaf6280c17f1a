/** The parts of the live page: their weight, and what a reader does with them in each browser. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "../browser/chromium";
import { firefoxPath, launchFirefox, NO_FIREFOX } from "../browser/firefox";
import { siteForTests } from "../docs/site-for-tests";
import { behaves, behavesInChromium } from "./behaviour";
import { Visits } from "./visits";

/** The most that the parts may weigh, in bytes, compressed as a server does. */
const BUDGETS: readonly (readonly [files: readonly string[], bytes: number])[] = [
  [["page.js", "live.css"], 20_000],
  [["editor.js"], 140_000],
  [["runner.js"], 350_000],
  [["database.js"], 95_000],
  [["types.js"], 1_000_000],
];

const [chromium, firefox] = [chromiumPath(), firefoxPath()];

describe("weight", () => {
  for (const [files, most] of BUDGETS)
    test(`${files.join(" and ")}: at most ${most / 1000} KB`, async (t) => {
      const site = await siteForTests();
      const bytes = files.map(
        (file) => gzipSync(readFileSync(path.join(site, "_static", "live", file))).length,
      );
      const total = bytes.reduce((sum, size) => sum + size, 0);
      t.diagnostic(`${files.join(" and ")}: ${(total / 1000).toFixed(1)} KB`);
      assert.ok(total <= most, `${total} bytes`);
    });
});

describe("a reader in Chromium", { skip: chromium === undefined && NO_CHROMIUM }, () => {
  const visits = new Visits(() => launchChromium(chromium ?? ""));
  behaves(visits);
  behavesInChromium(visits);
});

describe("a reader in Firefox", { skip: firefox === undefined && NO_FIREFOX }, () =>
  behaves(new Visits(() => launchFirefox(firefox ?? ""))),
);
