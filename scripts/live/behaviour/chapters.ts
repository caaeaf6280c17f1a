/** *Run all*, in every chapter. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Mask } from "../../notebooks/mask";
import { announced, outputs, press } from "../actions";
import { DIFFERENCES, inNotebooksWords } from "../runner/differences";
import type { Visits } from "../visits";

/**
 * Defines a test for each of these chapters.
 *
 * @param types Whether the compiler loads after the first run
 */
export function runsChapters(visits: Visits, names: readonly string[], types = false): void {
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  for (const name of names)
    test(`Run all in ${name}, from a folder: the cells show what is stored`, () =>
      visit(
        async ({ page }) => {
          const stored = await outputs(page);
          await press(page, "Run all");
          await page.locator(`.live-bar:is(${ENDED})`).waitFor();
          assert.match(await announced(page), /^All cells( with a Run button)? have run\.$/);
          assert.deepEqual(different(name, stored, await outputs(page)), []);
        },
        { from: visits.local, file: `${name}.html`, types },
      ));
}

/** The states of a page whose cells have run. */
const ENDED = ["ready", "failed", "stopped"].map((state) => `[data-state=${state}]`).join();

type Texts = [cell: string, text: string][];

/** The cells that show something else than is stored, but for those that are listed as different. */
function different(chapter: string, stored: Texts, shown: Texts): object[] {
  const [before, now] = [stored, shown].map((texts) => {
    const mask = Mask.empty();
    return texts.map(([id, text]) => [id, mask.apply(id, inNotebooksWords(text))] as const);
  }) as [Texts, Texts];
  return before
    .map(([id, text], index) => ({ id, stored: text, shown: now[index]?.[1] }))
    .filter(({ id, stored, shown }) => stored !== shown && !(id in (DIFFERENCES[chapter] ?? {})));
}
