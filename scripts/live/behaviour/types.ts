/** Whom the compiler's answers reach. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { cell, noteOf, run, sourceOf, write } from "../actions";
import type { Visits } from "../visits";

/** Defines the tests. */
export function loadsTypes(visits: Visits): void {
  const visit = (work: Parameters<Visits["visit"]>[0]) => visits.visit(work, { types: true });

  test("a cell that was stopped while its types were checked shows nothing more", () =>
    visit(async ({ page }) => {
      await run(page, "exists");
      await page.locator("html[data-live-types=ready]").waitFor();
      await write(page, "exists", "const wrong: number = 'text';");
      await cell(page, "exists").evaluate(async (box) => {
        const button = box.querySelector<HTMLElement>(".live-run");
        button?.click();
        await new Promise((resolve) => setTimeout(resolve));
        button?.click();
      });
      assert.equal(await noteOf(page, "exists"), "Stopped.");
      // The compiler answers in order, and looks at a cell that has changed.
      await write(page, "connect", `${sourceOf("connect")}\n// changed`);
      await run(page, "connect");
      assert.equal(await cell(page, "exists").getAttribute("data-live"), "idle");
      assert.equal(await cell(page, "exists").locator(".stderr").count(), 0);
    }));
}
