/// <reference lib="dom" />
/** What a reader does with the cells of the built site, in Chromium. */
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { chromiumPath, launchChromium, NO_CHROMIUM, openPage } from "../browser/chromium";
import { startServer } from "../docs/serve";
import { siteForTests } from "../docs/site-for-tests";
import {
  chapters,
  codeCells,
  joined,
  readNotebook,
  ROOT,
  type Notebook,
} from "../notebooks/notebook";

const CHAPTER = "01-user-wallet";
const BELOW = "/some/where/";
const chapter = readNotebook(path.join(ROOT, "notebooks", `${CHAPTER}.ipynb`));
const cells = codeCells(chapter);
const sourceOf = (id: string) => joined(chapter.cells.find((cell) => cell.id === id)?.source);
const placeOf = (id: string) => cells.findIndex((cell) => cell.id === id);

/** The most that the parts may weigh, in bytes, compressed as a server does. */
const BUDGETS: readonly (readonly [files: readonly string[], bytes: number])[] = [
  [["page.js", "live.css"], 20_000],
  [["editor.js"], 140_000],
  [["runner.js"], 350_000],
  [["database.js"], 95_000],
  [["types.js"], 1_000_000],
];

/** In the dark only colours differ; in a narrow window they are those of a wide one. */
const LOOKS = [
  ["light", 1400, {}],
  ["dark", 1400, { runOnly: ["color-contrast", "link-in-text-block"] }],
  ["light", 390, { rules: { "color-contrast": { enabled: false } } }],
] as const;

/** What a test gets: a page with a chapter, and where else it could go. */
type Visit = { page: Page; open: (file: string) => Promise<void>; requests: string[] };

const executable = chromiumPath();

describe("the cells of the site", () => {
  let site: string;
  before(async () => {
    site = await siteForTests();
  });
  const built = (file: string) => path.join(site, "_static", "live", file);

  for (const [files, most] of BUDGETS)
    test(`${files.join(" and ")}: at most ${most / 1000} KB`, (t) => {
      if (!files.every((file) => existsSync(built(file))))
        return t.skip(`${files.join(" and ")} isn't built yet`);
      const bytes = files.map((file) => gzipSync(readFileSync(built(file))).length);
      const total = bytes.reduce((sum, size) => sum + size, 0);
      t.diagnostic(`${files.join(" and ")}: ${(total / 1000).toFixed(1)} KB`);
      assert.ok(total <= most, `${total} bytes`);
    });

  describe("in a browser", { skip: executable === undefined && NO_CHROMIUM }, () => {
    let browser: Browser;
    let server: Server;
    let origin: string;
    before(async () => {
      [browser, server] = await Promise.all([
        launchChromium(executable ?? ""),
        startServer(site, 0, BELOW),
      ]);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    });

    const served = (file: string) => `${origin}${BELOW}${file}`;
    const local = (file: string) => `${pathToFileURL(site).href}/${file}`;

    /** A fresh page with the chapter; it must neither throw nor log an error. */
    async function visit(
      work: (visit: Visit) => Promise<void>,
      { from = served, ...options }: BrowserContextOptions & { from?: typeof served } = {},
    ): Promise<void> {
      const page = await openPage(browser, { reducedMotion: "reduce", ...options });
      const requests: string[] = [];
      const errors: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      page.on("pageerror", (error) => errors.push(error.message));
      page.on("console", (line) => line.type() === "error" && errors.push(line.text()));
      const open = async (file: string) => void (await page.goto(from(file)));
      try {
        await open(`${CHAPTER}.html`);
        await work({ page, open, requests });
        assert.deepEqual(errors, []);
      } finally {
        await page.close();
      }
    }

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
        assert.equal(await focused(page), `Run cell ${placeOf("create-table") + 1}`);
        await settled(page, "create-table");
        assert.match(await outputOf(page, "create-table"), /exists is not defined/);
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
        assert.match((await announced(page)) ?? "", /^Your browser can't save your answers\./);
      }));

    test("without a network the outputs stay, it says so, and the next try works", async () => {
      const page = await openPage(browser, { reducedMotion: "reduce" });
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

    test("the downloaded notebook is the chapter with the reader's code", () =>
      visit(async ({ page }) => {
        await write(page, "exists", "1 + 1");
        const download = page.waitForEvent("download");
        await choose(page, "Download as notebook");
        const saved = await download;
        assert.equal(saved.suggestedFilename(), `${CHAPTER}.ipynb`);
        const notebook = JSON.parse(readFileSync(await saved.path(), "utf8")) as Notebook;
        const expected = chapter.cells.map((one) =>
          one.id === "exists"
            ? { ...one, source: "1 + 1", outputs: [], execution_count: null }
            : one,
        );
        assert.deepEqual(notebook, { ...chapter, cells: expected });
      }));

    test("from a folder all of it works, and no request leaves the site", () =>
      visit(
        async ({ page, requests }) => {
          await write(page, "exists", `${sourceOf("exists")}\nconsole.log("from a folder");`);
          await run(page, "put-item");
          assert.match(await outputOf(page, "exists"), /from a folder/);
          await choose(page, "Download as notebook");
          const elsewhere = requests.filter(
            (url) => !url.startsWith(pathToFileURL(`${site}/`).href) && !/^(blob|data):/.test(url),
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

    const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

    for (const [colorScheme, width, rules] of LOOKS)
      test(`axe finds nothing before, while, and after cells run, edited and failed: ${colorScheme}, ${width} px`, () =>
        visit(
          async ({ page }) => {
            await page.addStyleTag({ content: "* { transition: none !important }" });
            await page.evaluate(axe);
            const found: Record<string, string[]> = {};
            const look = async (state: string) =>
              void (found[state] = await page.evaluate(violations, rules));
            await look("before");
            await write(page, "exists", "while (true) {}");
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
            const isTooWide = await page.evaluate(
              () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
            );
            assert.deepEqual(
              { ...found, isTooWide },
              {
                before: [],
                edited: [],
                running: [],
                stopped: [],
                failed: [],
                after: [],
                isTooWide: false,
              },
            );
          },
          { colorScheme, viewport: { width, height: 900 } },
        ));

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
          await write(page, "exists", "while (true) {}");
          for (const button of ["Run all", "Stop"]) {
            const bar = await page.locator(".live-bar").boundingBox();
            assert.ok((bar?.height ?? 0) < 80, `${button}: ${bar?.height} px`);
            const more = await page.locator(".live-more summary").boundingBox();
            assert.ok((more?.x ?? 0) + (more?.width ?? 0) <= 390, `${button}: More is cut`);
            await press(page, button);
            if (button === "Run all")
              await page.locator("#cell-exists[data-live=running]").waitFor();
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
          for (const part of parts)
            assert.ok(!(await page.locator(part).first().isVisible()), part);
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
          await write(page, "exists", "while (true) {}");
          await cell(page, "exists").getByRole("button", { name: "Run" }).click();
          const stop = cell(page, "exists").getByRole("button", { name: "Stop" });
          assert.equal(await borderOf(stop), "3px");
        },
        { forcedColors: "active" },
      ));

    test("at 1400 px no line of code wraps, in cells or in answers", async () => {
      const wrapped: object[] = [];
      await visit(
        async ({ page, open }) => {
          for (const file of chapters().slice(1)) {
            await open(path.basename(file).replace(".ipynb", ".html"));
            wrapped.push(...(await page.evaluate(wrappedBlocks)));
          }
        },
        { viewport: { width: 1400, height: 900 } },
      );
      assert.deepEqual(wrapped, []);
    });

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
        const line = cell(page, "exists").locator(".cm-line").first();
        await line.hover({ position: { x: 98, y: 8 } });
        await line.hover({ position: { x: 100, y: 8 } });
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

    test("a type error is told before the cell runs, in the kernel's words", (t) => {
      if (!existsSync(built("types.js"))) return t.skip("types.js isn't built yet");
      return visit(async ({ page }) => {
        await run(page, "exists");
        await page.locator("html[data-live-types=ready]").waitFor();
        await write(page, "exists", 'const wrong: number = "text";\nconsole.log("ran");');
        await run(page, "exists");
        const output = await outputOf(page, "exists");
        assert.match(output, /Type 'string' is not assignable to type 'number'/);
        assert.ok(!output.includes("ran"), output);
      });
    });
  });
});

const cell = (page: Page, id: string) => page.locator(`#cell-${id}`);

const outputOf = (page: Page, id: string) => cell(page, id).locator(".cell_output").innerText();

const noteOf = (page: Page, id: string) => cell(page, id).locator(".live-note").innerText();

/** The code of a cell, as text or in its editor. */
const codeOf = (page: Page, id: string) =>
  cell(page, id).evaluate((box) => {
    const lines = [...box.querySelectorAll(".cm-line")].map((line) => line.textContent ?? "");
    if (lines.length > 0) return lines.join("\n");
    return (box.querySelector(".cell_input pre")?.textContent ?? "").trimEnd();
  });

const stateOf = (page: Page) => page.locator(".live-short").innerText();
const announced = (page: Page) => page.locator(".live-bar [role=status]").textContent();
const focused = (page: Page) =>
  page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("aria-label") ?? activeElement?.textContent;
  });

const settled = (page: Page, id: string) =>
  page.locator(`#cell-${id}[data-live=done], #cell-${id}[data-live=failed]`).waitFor();

async function run(page: Page, id: string): Promise<void> {
  await cell(page, id).getByRole("button", { name: "Run cell" }).click();
  await settled(page, id);
}

/** Presses a button of the bar. */
const press = (page: Page, name: string) =>
  page.locator(".live-bar > button", { hasText: name }).click();

async function choose(page: Page, name: string): Promise<void> {
  await page.locator(".live-more summary").click();
  await page.getByRole("button", { name }).click();
}

/** Puts code in place of a cell's, as a reader who pastes it. */
async function write(page: Page, id: string, code: string): Promise<void> {
  const edit = cell(page, id).getByRole("button", { name: "Edit" });
  if (await edit.isVisible()) await edit.click();
  await cell(page, id).locator(".cm-content").focus();
  await page.keyboard.press("Control+a");
  await page.keyboard.insertText(code);
}

/** The chapter's first exercise, with the code of its solution. */
function firstExercise({ cells }: Notebook): { id: string; solution: string } {
  const found = cells.find((one) => one.id.endsWith("-check"));
  const id = found?.id.replace(/-check$/, "") ?? "";
  const text = joined(cells.find((one) => one.id === `${id}-solution`)?.source);
  const solution = /```typescript\n([\s\S]*?)\n```/.exec(text)?.[1];
  assert.ok(solution !== undefined, `the solution of ${id}`);
  return { id, solution };
}

async function violations(rules: object): Promise<string[]> {
  type Axe = {
    run(
      where: Document,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  const options = { resultTypes: ["violations"], preload: false, ...rules };
  const { violations } = await (window as unknown as { axe: Axe }).axe.run(document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

/** The blocks of code that are higher than their lines. */
function wrappedBlocks(): { page: string; code: string }[] {
  for (const details of document.querySelectorAll("details")) details.open = true;
  return [...document.querySelectorAll<HTMLElement>(".bd-article .highlight-typescript pre")]
    .filter((pre) => {
      const style = getComputedStyle(pre);
      const lines = (pre.textContent ?? "").trimEnd().split("\n").length;
      const room =
        pre.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
      return room > (lines + 0.5) * parseFloat(style.lineHeight);
    })
    .map((pre) => ({ page: location.pathname, code: (pre.textContent ?? "").slice(0, 80) }));
}
