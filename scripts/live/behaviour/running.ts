/// <reference lib="dom" />
/** What a reader does to run cells, and what may go wrong. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { openPage } from "../../browser/chromium";
import {
  announced,
  cell,
  CHAPTER,
  focused,
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
import type { Visits } from "../visits";

/** Defines the tests. */
export function runsCells(visits: Visits): void {
  const { served } = visits;
  const visit: Visits["visit"] = (work, options) => visits.visit(work, options);

  test("the cells before it run first, once, and it says so; one that was changed runs again", () =>
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
      await write(page, "connect", `${sourceOf("connect")}\nconsole.log("changed");`);
      await run(page, "exists");
      assert.equal(await noteOf(page, "exists"), "Ran the cell before it.");
      assert.match(await outputOf(page, "connect"), /^changed$/m);
    }));

  test("Stop also drops what waits, the bar's Stop stops as well, and it ends a flood of output", () =>
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
      await write(page, "exists", "for (let line = 0; ; line++) console.log(line);");
      await cell(page, "exists").getByRole("button", { name: "Run" }).click();
      await cell(page, "exists").and(page.locator("[data-live=running]")).waitFor();
      await press(page, "Stop");
      assert.equal(await stateOf(page), "Stopped");
      await run(page, "connect");
      assert.equal(await cell(page, "exists").getAttribute("data-live"), "idle");
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

  test("a database that fails says so at the cell, and the next run starts another", () =>
    visit(
      async ({ page }) => {
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
      },
      { before: (page) => page.addInitScript(failFirst) },
    ));

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

  test("the front page's cell runs", () =>
    visit(
      async ({ page }) => {
        const stored = await page.locator(".cell_output .text_html").innerText();
        await page.locator(".live-run").click();
        await page.locator("div.cell[data-live=done]").waitFor();
        assert.equal(await page.locator(".cell_output .text_html").innerText(), stored);
      },
      { file: "index.html" },
    ));

  test("a cell that needs the real database has no Run, and names the notebook; others run", () =>
    visit(
      async ({ page }) => {
        const text = await cell(page, "commands").locator(".live-note").innerText();
        assert.match(text, new RegExp(`run the cell in the notebook ${CHAPTER}.ipynb`));
        assert.equal(await cell(page, "commands").getByRole("button", { name: "Run" }).count(), 0);
        await run(page, "connect");
        assert.equal(await cell(page, "connect").getAttribute("data-live"), "done");
      },
      { before: tagCommands },
    ));
}

/** Gives the cell `commands` the tag of those that need the real database. */
const tagCommands = (page: Page) =>
  page.route("**/*.html", async (route) => {
    const answer = await route.fetch();
    const tagged = (await answer.text()).replace(
      /("id": "commands", .*?"tags": )\[\]/s,
      '$1["notebook-only"]',
    );
    await route.fulfill({ response: answer, body: tagged });
  });

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
