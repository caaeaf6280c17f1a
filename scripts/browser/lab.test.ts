import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import type { Browser } from "playwright-core";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "./chromium";
import { Lab, startWorkbook } from "./lab";

const executable = chromiumPath();
const chapters = readdirSync(path.resolve(__dirname, "../../../notebooks")).filter((name) => /^\d\d-.*\.ipynb$/.test(name) && !name.startsWith("00-") && !name.includes(".mine"));

describe("the workbook in a browser", { skip: executable === undefined && NO_CHROMIUM, timeout: 300_000 }, () => {
  let browser: Browser;
  let workbook: Awaited<ReturnType<typeof startWorkbook>>;
  const foreign: string[] = [];
  let lab: Lab;

  before(async () => {
    [browser, workbook] = await Promise.all([launchChromium(executable ?? ""), startWorkbook()]);
    const page = await browser.newPage({ viewport: { width: 1400, height: 1000 } });
    page.setDefaultTimeout(60_000);
    // JupyterLab saves by itself after a while; the chapters must stay as they are.
    await page.route(/\/api\/contents\//, (route) => (route.request().method() === "PUT" ? route.abort() : route.continue()));
    page.on("request", (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (/^(http|ws)s?:$/.test(protocol) && hostname !== "127.0.0.1") foreign.push(request.url());
    });
    lab = new Lab(page);
  });
  after(() => Promise.all([browser.close(), workbook.stop()]));

  test("it opens on the contents page, without a question", async () => {
    await lab.open(workbook.address);
    assert.match(await lab.page.locator(".lm-TabBar-tab.lm-mod-current:has-text('.ipynb')").first().innerText(), /00-contents\.ipynb/);
    assert.equal(await lab.page.locator(".jp-Dialog, .jp-toastContainer .jp-Notification-List-Item, .Toastify__toast").count(), 0);
  });

  for (const chapter of chapters) {
    test(`${chapter}: reached by its link, trusted, runs whole, and again after a restart`, async () => {
      await lab.open(workbook.address);
      await lab.follow(chapter);
      const stored = lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-RenderedHTMLCommon table");
      await stored.first().waitFor();
      await lab.runAll();
      assert.deepEqual(await lab.errors(), []);
      assert.deepEqual(await lab.cutOutputs(), []);
      await lab.restartAndRunAll();
      assert.deepEqual(await lab.errors(), []);
    });
  }

  test("no request left this machine", () => assert.deepEqual(foreign, []));
});
