/// <reference lib="dom" />
/** What a reader does with the cells of the site, in any browser. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openPage } from "../browser/chromium";
import { Mask } from "../notebooks/mask";
import { chapters, type Notebook } from "../notebooks/notebook";
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
  outputs,
  placeOf,
  press,
  run,
  settled,
  sourceOf,
  stateOf,
  write,
} from "./actions";
import { DIFFERENCES, inNotebooksWords } from "./runner/differences";
import type { Visits } from "./visits";

/** Defines the tests. */
export function behaves(visits: Visits): void {
  const { served, local } = visits;
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("Run replaces a cell's output by the same; until then the stored one stays, and nothing is loaded", () =>
    visit(async ({ page, requests }) => {
      const stored = await outputOf(page, "exists");
      assert.ok(stored.includes("false"), stored);
      assert.equal(await stateOf(page), "Not started");
      const loaded = () => requests.filter((url) => /live\/(?!page|live)/.test(url));
      assert.deepEqual(loaded(), []);
      await run(page, "exists");
      assert.equal(await outputOf(page, "exists"), stored);
      assert.equal(await stateOf(page), "Ready");
      assert.match(await outputOf(page, "connect"), /simulation in this page/);
      assert.ok(!loaded().some((url) => url.includes("editor")), "the editor isn't needed");
    }));

  test("the cells before it run first, once, and it says so", () =>
    visit(async ({ page }) => {
      await run(page, "put-item");
      const before = placeOf("put-item");
      assert.equal(await noteOf(page, "put-item"), `Ran the ${before} cells before it.`);
      const place = before + 1;
      assert.equal(
        await announced(page),
        `Cell ${place} has run. Ran the ${before} cells before it.`,
      );
      await run(page, "put-item");
      assert.equal(await noteOf(page, "put-item"), "");
      const states = await page.locator("div.cell[data-live=done]").count();
      assert.equal(states, place, "none of those behind it");
    }));

  test("a cell that was changed runs again before the next one", () =>
    visit(async ({ page }) => {
      await run(page, "exists");
      await write(page, "connect", `${sourceOf("connect")}\nconsole.log("changed");`);
      await run(page, "exists");
      assert.equal(await noteOf(page, "exists"), "Ran the cell before it.");
      assert.match(await outputOf(page, "connect"), /^changed$/m);
    }));

  test("Run all runs each cell; without answers no exercise is passed", () =>
    visit(async ({ page }) => {
      await press(page, "Run all");
      await page.locator('.live-bar[data-state="ready"]').waitFor();
      assert.equal(await announced(page), "All cells have run.");
      assert.equal(await page.locator("div.cell[data-live=done]").count(), cells.length);
      assert.match(await page.locator(".live-progress").innerText(), /^0 of \d+ exercises$/);
    }));

  for (const name of chapters()
    .map((file) => path.basename(file, ".ipynb"))
    .slice(1))
    test(`Run all in ${name}, from a folder: the cells show what is stored`, () =>
      visit(
        async ({ page, open }) => {
          await open(`${name}.html`);
          const stored = await outputs(page);
          await press(page, "Run all");
          await page.locator(`.live-bar:is(${ENDED})`).waitFor();
          assert.match(await announced(page), /^All cells( with a Run button)? have run\.$/);
          assert.deepEqual(different(name, stored, await outputs(page)), []);
        },
        { from: local },
      ));

  test("Stop ends a loop that never ends; tables survive it, and Start afresh forgets them", () =>
    visit(async ({ page }) => {
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
      await run(page, "create-table");
      assert.match(await outputOf(page, "create-table"), /does not exist yet/);
    }));

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

  test("Stop also drops what waits, and the bar's Stop stops as well", () =>
    visit(async ({ page }) => {
      await write(page, "exists", "while (true) {}");
      await cell(page, "exists").getByRole("button", { name: "Run" }).click();
      await cell(page, "put-item").getByRole("button", { name: "Run" }).click();
      await cell(page, "exists").and(page.locator("[data-live=running]")).waitFor();
      assert.equal(await cell(page, "put-item").getAttribute("data-live"), "waiting");
      await press(page, "Stop");
      for (const id of ["exists", "put-item"])
        assert.equal(await cell(page, id).getAttribute("data-live"), "idle");
      await run(page, "connect");
      assert.equal(await cell(page, "put-item").getAttribute("data-live"), "idle");
    }));

  test("Reset brings back the code, in colours, and is there only when something changed", () =>
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
    }));

  test("an error is shown at its cell; what needs the cell doesn't run, and says why", () =>
    visit(async ({ page }) => {
      await write(page, "exists", 'const before = 1;\nthrow new RangeError("<b>far</b> off");');
      await run(page, "exists");
      const output = await outputOf(page, "exists");
      assert.match(output, /RangeError: <b>far<\/b> off/);
      assert.ok(!output.includes("blob:"), output);
      await cell(page, "create-table").getByRole("button", { name: "Run" }).click();
      const place = placeOf("exists") + 1;
      await cell(page, "create-table")
        .getByRole("link", { name: `cell ${place}` })
        .click();
      assert.ok(page.url().endsWith("#cell-exists"), page.url());
      assert.equal(await announced(page), `Cell ${place} failed.`);
      await cell(page, "create-table").getByRole("button", { name: "Run it alone" }).click();
      assert.match(
        await focused(page),
        new RegExp(`^(Run|Stop) cell ${placeOf("create-table") + 1}$`),
      );
      await settled(page, "create-table");
      assert.match(
        await outputOf(page, "create-table"),
        /exists is not defined|Cannot find name .exists./,
      );
    }));

  test("answers and passed exercises are kept, the front page shows them, and they can be forgotten", () =>
    visit(async ({ page, open }) => {
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
    }));

  test("two tabs keep each other's answers, and a full browser still reads what it has", () =>
    visit(async ({ page }) => {
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

  test("without a network the outputs stay, it says so, and the next try works", async () => {
    const page = await openPage(visits.site.browser, { reducedMotion: "reduce" });
    try {
      await page.goto(served(`${CHAPTER}.html`));
      const stored = await outputOf(page, "connect");
      await page.context().setOffline(true);
      await run(page, "connect");
      assert.match(await noteOf(page, "connect"), /^database\.js could not be loaded\./);
      assert.equal(await outputOf(page, "connect"), stored);
      await page.context().setOffline(false);
      await run(page, "connect");
      assert.match(await outputOf(page, "connect"), /simulation in this page/);
    } finally {
      await page.close();
    }
  });

  test("a database that fails says so at the cell, and the next run starts another", () =>
    visit(async ({ page }) => {
      await page.addInitScript(failFirst);
      await page.reload();
      await cell(page, "create-table").getByRole("button", { name: "Run" }).click();
      const failed = page.locator("div.cell[data-live=failed]");
      await failed.waitFor();
      assert.match(await failed.innerText(), /The page's database failed .*no room/);
      assert.match(
        await noteOf(page, "create-table"),
        /^It didn't run, because cell \d+ before it/,
      );
      assert.match(await announced(page), /^The page's database failed/);
      await run(page, "create-table");
      const before = placeOf("create-table");
      assert.equal(await noteOf(page, "create-table"), `Ran the ${before} cells before it.`);
    }));

  test("Stop ends a flood of output", () =>
    visit(async ({ page }) => {
      await write(page, "exists", "for (let line = 0; ; line++) console.log(line);");
      await cell(page, "exists").getByRole("button", { name: "Run" }).click();
      await cell(page, "exists").and(page.locator("[data-live=running]")).waitFor();
      await press(page, "Stop");
      assert.equal(await stateOf(page), "Stopped");
      await run(page, "connect");
      assert.equal(await cell(page, "exists").getAttribute("data-live"), "idle");
    }));

  test("from a folder all of it works, and no request leaves the site", () =>
    visit(
      async ({ page, requests }) => {
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

  test("the front page's cell runs", () =>
    visit(async ({ page, open }) => {
      await open("index.html");
      const stored = await page.locator(".cell_output .text_html").innerText();
      await page.locator(".live-run").click();
      await page.locator("div.cell[data-live=done]").waitFor();
      assert.equal(await page.locator(".cell_output .text_html").innerText(), stored);
    }));

  test("the keyboard alone: edit, run, move on, leave the editor, stop", () =>
    visit(async ({ page }) => {
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
    }));

  test("a reader who saves data, or whose compiler isn't built, runs cells without types", () =>
    visit(async ({ page, requests }) => {
      await page.addInitScript(() =>
        Object.defineProperty(navigator, "connection", { value: { saveData: true } }),
      );
      await page.reload();
      await run(page, "exists");
      await run(page, "exists");
      assert.ok(!requests.some((url) => url.includes("types.js")));
    }));

  test("once the compiler is there, the editor completes, and tells what a name is", () =>
    visit(async ({ page }) => {
      await run(page, "exists");
      await page.locator("html[data-live-types=ready]").waitFor();
      await write(page, "exists", "const { config } = db;\nconfig");
      await page.keyboard.type(".regi");
      await page.locator(".cm-tooltip-autocomplete", { hasText: "region" }).waitFor();
      await page.keyboard.press("Escape");
      await hover(cell(page, "exists").locator(".cm-line").first(), "config");
      await page.locator(".live-hover", { hasText: "DynamoDBClientResolvedConfig" }).waitFor();
    }));

  test("a cell that needs the real database has no Run, and names the notebook; others run", () =>
    visit(async ({ page, open }) => {
      await page.route("**/*.html", async (route) => {
        const answer = await route.fetch();
        const tagged = (await answer.text()).replace(
          /("id": "commands", .*?"tags": )\[\]/s,
          '$1["notebook-only"]',
        );
        await route.fulfill({ response: answer, body: tagged });
      });
      await open(`${CHAPTER}.html`);
      const text = await cell(page, "commands").locator(".live-note").innerText();
      assert.match(text, new RegExp(`run the cell in the notebook ${CHAPTER}.ipynb`));
      assert.equal(await cell(page, "commands").getByRole("button", { name: "Run" }).count(), 0);
      await run(page, "connect");
      assert.equal(await cell(page, "connect").getAttribute("data-live"), "done");
    }));

  test("a type error is told before the cell runs, in the kernel's words", () =>
    visit(async ({ page }) => {
      await run(page, "exists");
      await page.locator("html[data-live-types=ready]").waitFor();
      await write(page, "exists", 'const wrong: number = "text";\nconsole.log("ran");');
      await run(page, "exists");
      const output = await outputOf(page, "exists");
      assert.match(output, /Type 'string' is not assignable to type 'number'/);
      assert.ok(!output.includes("ran"), output);
    }));
}

/** What WebDriver BiDi can't do in Firefox: a double click, and watching a download. */
export function behavesInChromium(visits: Visits): void {
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("a double click runs: its second click doesn't stop", () =>
    visit(async ({ page }) => {
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

  test("the downloaded notebook is the chapter with the reader's code", () =>
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
    }));
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

/** Makes the first worker of the database fail at its first request. */
function failFirst(): void {
  const { Worker: Original } = globalThis;
  const failing = `onmessage = ({ data: { port } }) => {
    port.onmessage = () => { throw new Error("no room"); };
  };`;
  let isFirst = true;
  globalThis.Worker = class extends Original {
    constructor(address: string | URL, options?: WorkerOptions) {
      const fails = isFirst && options?.name === "database";
      if (fails) isFirst = false;
      super(fails ? URL.createObjectURL(new Blob([failing])) : address, options);
    }
  };
}
