/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What a reader sees of a chapter that was exported as HTML. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { codeCells, readNotebook } from "../notebooks/notebook";
import { nextFrame } from "./chromium";
import type { Copies } from "./copies";
import type { Lab } from "./lab";

/** JupyterLab, a folder for the exports, and a page that shows them. */
type Places = { lab: Lab; copies: Copies; page: Page };

/** What `exportIsWhole` asserts. */
export const WHOLE =
  "nothing is cut off on a screen, a phone or paper, solutions unfold, and links lead to other exports";

export async function exportIsWhole({ lab, copies, page }: Places, chapter: string): Promise<void> {
  const name = path.basename(chapter);
  const file = path.join(copies.folder, name.replace(".ipynb", ".html"));
  writeFileSync(file, await lab.exportStored(`notebooks/${name}`));
  await page.goto(pathToFileURL(file).href);
  const { errors, outputs } = await content(page);
  assert.deepEqual(errors, []);
  assert.equal(
    outputs.length,
    codeCells(readNotebook(chapter)).flatMap((cell) => cell.outputs ?? []).length,
  );
  await page.emulateMedia({ media: "print" });
  await nextFrame(page);
  assert.deepEqual(await foldedOrCut(page), []);
  await page.emulateMedia({ media: "screen" });
  await page
    .locator("details:not([open])")
    .evaluateAll((folds) => folds.forEach((fold) => fold.querySelector("summary")?.click()));
  assert.equal(await page.locator("details:not([open])").count(), 0);
  for (const width of [1400, 390]) {
    await page.setViewportSize({ width, height: 1000 });
    assert.deepEqual(await tooWide(page), []);
  }
  assert.equal(await page.locator("a[href*='.ipynb']:not([href^='http'])").count(), 0);
}

/**
 * What a reader sees: all text, the text of each output, what was printed as an error, and what the
 * outputs are made of.
 */
export function content(page: Page) {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    const attributesOf = (part: HTMLElement) =>
      [...part.attributes]
        .filter(({ name }) => name !== "style")
        .map(({ name, value }) => `${name}=${value}`)
        .sort();
    return {
      text: document.body.innerText,
      outputs: all(".jp-OutputArea-output").map((output) => output.innerText),
      errors: all("[data-mime-type='application/vnd.jupyter.stderr']").map(
        (output) => output.innerText,
      ),
      parts: all(".jp-OutputArea-output *").map((part) =>
        [part.tagName, part.style.cssText, ...attributesOf(part)].join(" "),
      ),
    };
  });
}

/** What a reader of the printed page would miss: parts that are folded, and code that is cut. */
function foldedOrCut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
    return [
      ...all("main details > :not(summary)").filter(
        (part) => !part.checkVisibility({ contentVisibilityAuto: true }),
      ),
      ...all("main pre").filter((part) => part.scrollWidth > part.clientWidth + 1),
    ].map((part) => part.textContent.slice(0, 60));
  });
}

/** What makes the page scroll sideways, or is cut off without a way to scroll there. */
function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const isTooWide = (part: Element) => part.scrollWidth > part.clientWidth + 1;
    const cut = [...document.querySelectorAll<HTMLElement>("main *")].filter(
      (part) => getComputedStyle(part).overflowX === "hidden" && isTooWide(part),
    );
    return [
      ...(isTooWide(document.documentElement) ? ["the page"] : []),
      ...cut.map((part) => `${part.className}: ${part.innerText.slice(0, 60)}`),
    ];
  });
}
