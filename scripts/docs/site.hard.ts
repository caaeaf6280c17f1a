/**
 * What would take long in `site.test.ts`: the whole site is built again, and axe looks at all of its
 * pages. There it looks at some of the library's reference that have each kind of element.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "../browser/chromium";
import { build } from "../docs";
import { ROOT } from "../notebooks/notebook";
import { filesOf } from "./finish";
import { complaints } from "./looks";
import { differingFiles, siteForTests, stored } from "./site-for-tests";
import { SiteInBrowser } from "./site-in-browser";

const executable = chromiumPath();

describe("the whole site", () => {
  let SITE: string;
  before(async () => (SITE = await siteForTests()));

  test("built again, it is the same, byte by byte", async () => {
    const work = path.join(ROOT, "build", "site-test-more", "whole");
    const again = path.join(work, "site");
    assert.deepEqual(await build(again, work, stored), []);
    assert.deepEqual(differingFiles(SITE, again), []);
  });

  describe("in a browser", { skip: executable === undefined && NO_CHROMIUM }, () => {
    let site: SiteInBrowser;
    before(
      async () => (site = await SiteInBrowser.start(SITE, () => launchChromium(executable ?? ""))),
    );
    after(() => site.close());

    test("axe finds nothing on any page, and none is wider than the window: light and dark, 1400 and 390 px", async () => {
      const pages = filesOf(SITE).filter((file) => file.endsWith(".html"));
      const { results, requests } = await site.inTabs(pages, (page, file) =>
        complaints(page, site.served(file), new Set(), file !== "404.html"),
      );
      assert.equal(results.length, pages.length);
      assert.deepEqual(results.flat(), []);
      assert.deepEqual(
        requests.filter((url) => !url.startsWith(site.root) && !url.startsWith("data:")),
        [],
      );
    });
  });
});
