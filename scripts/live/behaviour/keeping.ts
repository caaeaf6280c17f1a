/// <reference lib="dom" />
/** What a reader writes, and what the browser keeps of it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { announced, cell, codeOf, outputOf, run, sourceOf, write } from "../actions";
import type { Visits } from "../visits";

/** Defines the tests. */
export function keepsAnswers(visits: Visits): void {
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("Reset brings back the code, in colours, and is there only when something changed; two tabs keep each other's answers, and a full browser still reads what it has", () =>
    visit(async ({ page }) => {
      const reset = cell(page, "exists").getByRole("button", { name: "Reset" });
      assert.equal(await reset.isVisible(), false);
      await write(page, "exists", "1 + 1");
      await run(page, "exists");
      assert.equal((await outputOf(page, "exists")).trim(), "2");
      await reset.click();
      assert.equal(await codeOf(page, "exists"), sourceOf("exists"));
      assert.equal(await reset.isVisible(), false);
      await page.reload();
      assert.equal(await codeOf(page, "exists"), sourceOf("exists"));

      const opened = page.waitForEvent("popup");
      await page.evaluate(() => open(location.href));
      const other = await opened;
      await write(page, "exists", "'of the first'");
      await write(other, "commands", "'of the second'");
      await page.evaluate(() => {
        for (let size = 2 ** 22, key = 0; size > 0; key++)
          try {
            localStorage.setItem(`other ${key}`, "x".repeat(size));
          } catch {
            size = Math.floor(size / 2);
          }
      });
      await page.reload();
      assert.equal(await codeOf(page, "exists"), "'of the first'");
      assert.equal(await codeOf(page, "commands"), "'of the second'");
      await write(page, "exists", "'of the first, and longer'");
      assert.match(await announced(page), /^Your browser can't save your answers\./);
    }));
}
