/// <reference lib="dom" />
/** What a reader does with the cells of a page, and what there is to see. */
import assert from "node:assert/strict";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { codeCells, joined, readNotebook, ROOT, type Notebook } from "../notebooks/notebook";

/** The chapter that most tests open. */
export const CHAPTER = "01-user-wallet";
export const chapter = readNotebook(path.join(ROOT, "notebooks", `${CHAPTER}.ipynb`));
export const cells = codeCells(chapter);
export const sourceOf = (id: string) =>
  joined(chapter.cells.find((cell) => cell.id === id)?.source);
export const placeOf = (id: string) => cells.findIndex((cell) => cell.id === id);

export const cell = (page: Page, id: string) => page.locator(`#cell-${id}`);

export const outputOf = (page: Page, id: string) =>
  cell(page, id).locator(".cell_output").innerText();

/** What all cells show, by their ids. */
export const outputs = (page: Page): Promise<[id: string, text: string][]> =>
  page.locator("div.cell").evaluateAll((cells) =>
    cells.map((box) => {
      const output = box.querySelector<HTMLElement>(".cell_output");
      return [box.id.replace("cell-", ""), (output?.innerText ?? "").trim()];
    }),
  );

export const noteOf = (page: Page, id: string) => cell(page, id).locator(".live-note").innerText();

/** The code of a cell, as text or in its editor. */
export const codeOf = (page: Page, id: string) =>
  cell(page, id).evaluate((box) => {
    const lines = [...box.querySelectorAll(".cm-line")].map((line) => line.textContent ?? "");
    if (lines.length > 0) return lines.join("\n");
    return (box.querySelector(".cell_input pre")?.textContent ?? "").trimEnd();
  });

export const stateOf = (page: Page) => page.locator(".live-short").innerText();
export const announced = async (page: Page): Promise<string> =>
  (await page.locator(".live-bar [role=status]").textContent()) ?? "";
export const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent ?? "";
  });

export const settled = (page: Page, id: string) =>
  page.locator(`#cell-${id}[data-live=done], #cell-${id}[data-live=failed]`).waitFor();

export async function run(page: Page, id: string): Promise<void> {
  await Promise.all([
    cell(page, id).evaluate(endOfRun),
    cell(page, id).getByRole("button", { name: "Run cell" }).click(),
  ]);
}

/** Resolves when a cell's next run is over. */
const endOfRun = (box: HTMLElement) =>
  new Promise<void>((resolve) =>
    new MutationObserver((_, observer) => {
      if (!/done|failed/.test(box.dataset["live"] ?? "")) return;
      observer.disconnect();
      resolve();
    }).observe(box, { attributeFilter: ["data-live"] }),
  );

/** Presses a button of the bar. */
export const press = (page: Page, name: string) =>
  page.locator(".live-bar > button", { hasText: name }).click();

export async function choose(page: Page, name: string): Promise<void> {
  await page.locator(".live-more summary").click();
  await page.getByRole("button", { name }).click();
}

/** Puts code in place of a cell's, as a reader who pastes it. */
export async function write(page: Page, id: string, code: string): Promise<void> {
  const edit = cell(page, id).getByRole("button", { name: "Edit" });
  if (await edit.isVisible()) await edit.click();
  await cell(page, id).locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.press("Delete");
  await page.keyboard.insertText(code);
}

/** The chapter's first exercise, with the code of its solution. */
export function firstExercise({ cells }: Notebook): { id: string; solution: string } {
  const found = cells.find((one) => one.id.endsWith("-check"));
  const id = found?.id.replace(/-check$/, "") ?? "";
  const text = joined(cells.find((one) => one.id === `${id}-solution`)?.source);
  const solution = /```typescript\n([\s\S]*?)\n```/.exec(text)?.[1];
  assert.ok(solution !== undefined, `the solution of ${id}`);
  return { id, solution };
}

/** Moves the mouse to a word of a line. */
export async function hover(line: Locator, word: string): Promise<void> {
  await line.hover({ position: await line.evaluate(middleOf, word) });
}

/** Where a word is in an element, from its left upper corner. */
function middleOf(element: HTMLElement, word: string): { x: number; y: number } {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (!texts.nextNode()?.textContent?.includes(word)) continue;
  const range = document.createRange();
  const start = texts.currentNode.textContent?.indexOf(word) ?? 0;
  range.setStart(texts.currentNode, start);
  range.setEnd(texts.currentNode, start + word.length);
  const [box, outer] = [range.getBoundingClientRect(), element.getBoundingClientRect()];
  return { x: box.x - outer.x + box.width / 2, y: box.y - outer.y + box.height / 2 };
}
