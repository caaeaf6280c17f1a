/**
 * The parts of the live page: their weight, what a reader does with them in each browser, and what
 * sequences of cells print there. One file has all this because a browser takes seconds to start.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "../browser/chromium";
import { firefoxPath, launchFirefox, NO_FIREFOX } from "../browser/firefox";
import { siteForTests } from "../docs/site-for-tests";
import { runsChapters } from "./behaviour/chapters";
import { takesFirstSteps } from "./behaviour/first-steps";
import { clicksAndDownloads } from "./behaviour/in-chromium";
import { keepsAnswers } from "./behaviour/keeping";
import { runsCells } from "./behaviour/running";
import { loadsTypes } from "./behaviour/types";
import { printsAsNode } from "./behaviour/sequences";
import { hostIn, inThreads } from "./runner/hosts";
import { Visits } from "./visits";

/** The most that the parts may weigh, in bytes, compressed as a server does. */
const BUDGETS: readonly (readonly [files: readonly string[], bytes: number])[] = [
  [["page.js", "live.css"], 20_000],
  [["editor.js"], 140_000],
  [["runner.js"], 350_000],
  [["database.js"], 95_000],
  [["types.js"], 1_000_000],
];

/**
 * Chapters with each kind of output, and with cells for the notebook only. What each cell of each
 * chapter shows is tested in `runner/chapters.test.ts`; the page shows it in one way.
 */
const SAMPLE = ["03-page-views", "05-toy-store", "09-living-table"];

const SEQUENCES = "sequences of cells print what Node prints";
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
  takesFirstSteps(visits);
  runsCells(visits);
  keepsAnswers(visits);
  loadsTypes(visits);
  clicksAndDownloads(visits);
  runsChapters(visits, SAMPLE);
  describe(SEQUENCES, () => printsAsNode(hostIn(visits), "Chromium"));
});

// All else a reader does in Firefox is in live.hard.ts.
describe("a reader in Firefox", { skip: firefox === undefined && NO_FIREFOX }, () => {
  const visits = new Visits(() => launchFirefox(firefox ?? ""));
  takesFirstSteps(visits);
  describe(SEQUENCES, () => printsAsNode(hostIn(visits), "Firefox"));
});

if (chromium === undefined)
  describe(`${SEQUENCES}, in threads`, () => printsAsNode(inThreads, "threads"));
