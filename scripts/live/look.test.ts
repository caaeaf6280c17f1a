/// <reference lib="dom" />
/** How the cells of the site look, in Chromium: to axe, on a phone, on paper, in forced colours. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import type { Locator } from "playwright-core";
import { chromiumPath, launchChromium, nextFrame, NO_CHROMIUM } from "../browser/chromium";
import { cell, press, run, write } from "./actions";
import { Visits } from "./visits";

/**
 * What differs between the states: the bar, and the cells that are run. The rest of the page is tested
 * in `docs/site.test.ts`.
 */
const CHANGES = [".live-bar", ".live-line", "#cell-connect", "#cell-exists", "#cell-put-item"];

/** In the dark only colours differ; in a narrow window they are those of a wide one. */
const LOOKS = [
  ["light", 1400, {}],
  ["dark", 1400, { runOnly: ["color-contrast", "link-in-text-block"] }],
  ["light", 390, { rules: { "color-contrast": { enabled: false } } }],
] as const;

/** A cell that never ends, and takes no work. */
const ENDLESS = "await new Promise(() => {})";

const executable = chromiumPath();
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

describe("how cells look", { skip: executable === undefined && NO_CHROMIUM }, () => {
  const visits = new Visits(() => launchChromium(executable ?? ""));
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("axe finds nothing before, while, and after cells run, edited and failed: light, dark, and 390 px wide", () =>
    visit(async ({ page }) => {
      await page.addStyleTag({ content: "* { transition: none !important }" });
      await page.evaluate(removeTheRest);
      await page.evaluate(axe);
      const found: Record<string, string[]> = {};
      const look = async (state: string) => {
        for (const [colorScheme, width, rules] of LOOKS) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme });
          await page.waitForFunction(hasTheme, colorScheme);
          await nextFrame(page);
          const complaints = await page.evaluate(violations, { rules, changes: CHANGES });
          found[`${state}, ${colorScheme}, ${width} px`] = complaints;
        }
      };
      await look("before");
      await write(page, "exists", ENDLESS);
      await look("edited");
      await cell(page, "exists").getByRole("button", { name: "Run" }).click();
      await cell(page, "exists").and(page.locator("[data-live=running]")).waitFor();
      await look("running");
      await press(page, "Stop");
      await look("stopped");
      await write(page, "exists", 'console.error("a"); throw new Error("far off")');
      await run(page, "exists");
      await cell(page, "put-item").getByRole("button", { name: "Run" }).click();
      await cell(page, "put-item").getByRole("link").waitFor();
      await look("failed");
      await cell(page, "exists").getByRole("button", { name: "Reset" }).click();
      await run(page, "put-item");
      await page.locator(".live-more summary").click();
      await look("after");
      const states = ["before", "edited", "running", "stopped", "failed", "after"];
      const expected = states.flatMap((state) =>
        LOOKS.map(([colorScheme, width]) => [`${state}, ${colorScheme}, ${width} px`, []]),
      );
      assert.deepEqual(found, Object.fromEntries(expected));
    }));

  test("on a phone each button is as large as a thumb, and the bar leaves the text free", () =>
    visit(
      async ({ page }) => {
        await page.locator(".live-more summary").click();
        const small = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLElement>(".live-button")]
            .filter((button) => button.checkVisibility())
            .map((button) => [button.innerText, button.getBoundingClientRect()] as const)
            .filter(([, { width, height }]) => width < 44 || height < 44)
            .map(([text, { width, height }]) => `${text}: ${width} × ${height}`),
        );
        assert.deepEqual(small, []);
        await write(page, "exists", ENDLESS);
        for (const button of ["Run all", "Stop"]) {
          const bar = await page.locator(".live-bar").boundingBox();
          assert.ok((bar?.height ?? 0) < 80, `${button}: ${bar?.height} px`);
          const more = await page.locator(".live-more summary").boundingBox();
          assert.ok((more?.x ?? 0) + (more?.width ?? 0) <= 390, `${button}: More is cut`);
          await press(page, button);
          if (button === "Run all") await page.locator("#cell-exists[data-live=running]").waitFor();
        }
      },
      { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
    ));

  test("on paper, and without JavaScript, the page is what it was: no buttons, no bar", async () => {
    const parts = [".live-row", ".live-bar", ".live-line"];
    await visit(async ({ page }) => {
      await page.emulateMedia({ media: "print" });
      for (const part of parts) assert.equal(await page.locator(part).first().isVisible(), false);
    });
    await visit(
      async ({ page }) => {
        for (const part of parts) assert.ok(!(await page.locator(part).first().isVisible()), part);
        assert.ok(await cell(page, "exists").locator(".cell_output").isVisible());
      },
      { javaScriptEnabled: false },
    );
  });

  test("in forced colours buttons have a border, and Stop stands out", () =>
    visit(
      async ({ page }) => {
        const borderOf = (button: Locator) =>
          button.evaluate((element) => getComputedStyle(element).borderTopWidth);
        assert.equal(await borderOf(page.locator(".live-run").first()), "1px");
        await write(page, "exists", ENDLESS);
        await cell(page, "exists").getByRole("button", { name: "Run" }).click();
        const stop = cell(page, "exists").getByRole("button", { name: "Stop" });
        assert.equal(await borderOf(stop), "3px");
      },
      { forcedColors: "active" },
    ));
});

/** Leaves the cells that are run, and those before them: axe measures all that a page has. */
function removeTheRest(): void {
  const cells = [...document.querySelectorAll(".bd-article .cell")];
  const last = cells.findIndex(({ id }) => id === "cell-put-item");
  const kept = new Set(cells.slice(0, last + 1));
  for (const part of document.querySelectorAll(".bd-article section > :not(section)"))
    if (!kept.has(part) && !part.matches(".live-line, h1")) part.remove();
}

/** Whether the page has followed the system. */
const hasTheme = (scheme: string) => document.documentElement.dataset["theme"] === scheme;

async function violations({
  rules,
  changes,
}: {
  rules: object;
  changes: string[];
}): Promise<string[]> {
  type Axe = {
    run(
      where: { include: string[] },
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  const options = { resultTypes: ["violations"], preload: false, ...rules };
  const { violations } = await (window as unknown as { axe: Axe }).axe.run(
    { include: changes },
    options,
  );
  const { scrollWidth, clientWidth } = document.documentElement;
  return [
    ...violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    ...(scrollWidth > clientWidth ? [`wider than the window: ${scrollWidth} px`] : []),
  ];
}
