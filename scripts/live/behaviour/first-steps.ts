/// <reference lib="dom" />
/** What any reader does first, in every browser. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import {
  announced,
  cell,
  cells,
  chapter,
  CHAPTER,
  choose,
  codeOf,
  firstExercise,
  focused,
  hover,
  noteOf,
  outputOf,
  placeOf,
  press,
  run,
  settled,
  sourceOf,
  stateOf,
  write,
} from "../actions";
import type { Visit, Visits } from "../visits";

/** Defines the tests. */
export function takesFirstSteps(visits: Visits): void {
  const { local } = visits;
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("Run replaces a cell's output by the same; until then the stored one stays, and nothing is loaded; Stop ends a loop that never ends; tables survive it, and Start afresh forgets them; Run all runs each cell; answers and passed exercises are kept, the front page shows them, and they can be forgotten", () =>
    visit(async ({ page, open, requests }) => {
      await runsAtRequest(page, requests);
      await stops(page);
      await runsAll(page);
      await keepsAnswers(page, open);
    }));

  test("from a folder all of it works, and no request leaves the site; the keyboard alone: edit, run, move on, leave the editor, choose", () =>
    visit(
      async ({ page, requests }) => {
        await takesKeys(page);
        await write(page, "exists", `${sourceOf("exists")}\nconsole.log("from a folder");`);
        await run(page, "put-item");
        assert.match(await outputOf(page, "exists"), /from a folder/);
        await choose(page, "Download as notebook");
        const elsewhere = requests.filter(
          (url) => !url.startsWith(local("")) && !/^(blob|data):/.test(url),
        );
        assert.deepEqual(elsewhere, []);
      },
      { from: local },
    ));

  test("once the compiler is there, the editor completes, tells what a name is, and a type error comes before the cell runs", () =>
    visit(
      async ({ page }) => {
        await run(page, "exists");
        await page.locator("html[data-live-types=ready]").waitFor();
        await write(page, "exists", "const { config } = db;\nconfig");
        await page.keyboard.type(".regi");
        await page.locator(".cm-tooltip-autocomplete", { hasText: "region" }).waitFor();
        await page.keyboard.press("Escape");
        await hover(cell(page, "exists").locator(".cm-line").first(), "config");
        await page.locator(".live-hover", { hasText: "DynamoDBClientResolvedConfig" }).waitFor();
        await write(page, "exists", 'const wrong: number = "text";\nconsole.log("ran");');
        await run(page, "exists");
        const output = await outputOf(page, "exists");
        assert.match(output, /Type 'string' is not assignable to type 'number'/);
        assert.ok(!output.includes("ran"), output);
      },
      { types: true },
    ));
}

/** The reader saves data, so the compiler isn't loaded later either. */
async function runsAtRequest(page: Page, requests: readonly string[]): Promise<void> {
  const stored = await outputOf(page, "exists");
  assert.ok(stored.includes("false"), stored);
  assert.equal(await stateOf(page), "Not started");
  const loaded = () => requests.filter((url) => /live\/(?!page|live)/.test(url));
  assert.deepEqual(loaded(), []);
  await run(page, "exists");
  assert.equal(await outputOf(page, "exists"), stored);
  assert.equal(await stateOf(page), "Ready");
  assert.match(await outputOf(page, "connect"), /simulation in this page/);
  await run(page, "exists");
  for (const unneeded of ["editor", "types.js"])
    assert.ok(!loaded().some((url) => url.includes(unneeded)), `${unneeded} isn't needed`);
}

async function stops(page: Page): Promise<void> {
  await run(page, "create-table");
  assert.match(await outputOf(page, "create-table"), /does not exist yet/);
  await write(page, "put-item", "while (true) {}");
  await cell(page, "put-item").getByRole("button", { name: "Run" }).click();
  await cell(page, "put-item").and(page.locator("[data-live=running]")).waitFor();
  await cell(page, "put-item").getByRole("button", { name: "Stop" }).click();
  assert.equal(await stateOf(page), "Stopped");
  assert.equal(await noteOf(page, "put-item"), "Stopped.");
  await run(page, "create-table");
  assert.equal(
    await noteOf(page, "create-table"),
    `Ran the ${placeOf("create-table")} cells before it.`,
  );
  assert.match(await outputOf(page, "create-table"), /already exists/);
  await choose(page, "Start afresh");
  assert.equal(await stateOf(page), "Not started");
  await cell(page, "put-item").getByRole("button", { name: "Reset" }).click();
}

/** Without answers no exercise is passed. */
async function runsAll(page: Page): Promise<void> {
  await press(page, "Run all");
  await page.locator(".live-bar [role=status]", { hasText: "All cells" }).waitFor();
  assert.equal(await announced(page), "All cells have run.");
  assert.match(await outputOf(page, "create-table"), /does not exist yet/, "Start afresh");
  assert.equal(await page.locator("div.cell[data-live=done]").count(), cells.length);
  assert.match(await page.locator(".live-progress").innerText(), /^0 of \d+ exercises$/);
}

async function keepsAnswers(page: Page, open: Visit["open"]): Promise<void> {
  const exercise = firstExercise(chapter);
  await write(page, exercise.id, exercise.solution);
  await run(page, `${exercise.id}-check`);
  assert.match(await outputOf(page, `${exercise.id}-check`), /passed/);
  await page.reload();
  assert.equal(await codeOf(page, exercise.id), exercise.solution);
  assert.match(await page.locator(".live-progress").innerText(), /^1 of \d+ exercises$/);
  await open("index.html");
  const row = page.locator("tr", { has: page.locator(`a[href="${CHAPTER}.html"]`) });
  assert.match(await row.innerText(), /1 of \d+ exercises passed/);
  await open(`${CHAPTER}.html`);
  page.on("dialog", (dialog) => void dialog.accept());
  await choose(page, "Forget my answers");
  assert.equal(await codeOf(page, exercise.id), sourceOf(exercise.id));
  assert.match(await page.locator(".live-progress").innerText(), /^0 of/);
  assert.equal(
    await page.evaluate(
      () => Object.keys(localStorage).filter((key) => key.startsWith("dynamodb")).length,
    ),
    0,
  );
}

/** Uses no mouse. */
async function takesKeys(page: Page): Promise<void> {
  await cell(page, "connect").getByRole("button", { name: "Edit" }).focus();
  await page.keyboard.press("Enter");
  await cell(page, "connect").locator(".cm-content").waitFor();
  await page.keyboard.press("Control+End");
  await page.keyboard.type('\nconsole.log("typed")');
  await page.keyboard.press("Control+Enter");
  await settled(page, "connect");
  assert.match(await outputOf(page, "connect"), /^typed$/m);
  const isEditing = () =>
    page.evaluate(() => document.activeElement?.className.includes("cm-content"));
  assert.ok(await isEditing(), "Ctrl+Enter stays");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Run cell 1");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Enter");
  await settled(page, "connect");
  assert.equal(await focused(page), "Run cell 2");
  await page.keyboard.press("Enter");
  await settled(page, "commands");
  assert.equal(await focused(page), "Run cell 2", "the focus stays on the button");
  await page.locator(".live-more summary").focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Start afresh");
  await page.keyboard.press("Escape");
  assert.equal(await focused(page), "More");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "More", "a choice gives the focus back");
  assert.equal(await stateOf(page), "Not started", "the choice was Start afresh");
}
