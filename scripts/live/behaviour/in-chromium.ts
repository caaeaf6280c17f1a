/** What WebDriver BiDi can't do in Firefox: a double click, and watching a download. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import type { Notebook } from "../../notebooks/notebook";
import { cell, chapter, CHAPTER, choose, press, stateOf, write } from "../actions";
import type { Visits } from "../visits";

/** Defines the tests. */
export function clicksAndDownloads(visits: Visits): void {
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("the downloaded notebook is the chapter with the reader's code; a double click runs: its second click doesn't stop", () =>
    visit(async ({ page, requests }) => {
      await write(page, "exists", "1 + 1");
      const download = page.waitForEvent("download");
      await choose(page, "Download as notebook");
      const saved = await download;
      assert.ok(requests.some((url) => /\/01-user-wallet\.js\?v=[0-9a-f]{8}$/.test(url)));
      assert.equal(saved.suggestedFilename(), `${CHAPTER}.ipynb`);
      const notebook = JSON.parse(readFileSync(await saved.path(), "utf8")) as Notebook;
      const expected = chapter.cells.map((one) =>
        one.id === "exists" ? { ...one, source: "1 + 1", outputs: [], execution_count: null } : one,
      );
      assert.deepEqual(notebook, { ...chapter, cells: expected });
      await write(page, "exists", "await new Promise(() => {})");
      for (const button of [
        cell(page, "exists").getByRole("button", { name: "Run cell" }),
        page.locator(".live-bar > button", { hasText: "Run all" }),
      ]) {
        await button.dblclick();
        await cell(page, "exists").and(page.locator("[data-live=running]")).waitFor();
        await press(page, "Stop");
        assert.equal(await stateOf(page), "Stopped");
      }
    }));
}
