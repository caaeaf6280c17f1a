/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The site, built from the chapters as they are stored, in a browser. That a chapter's cells run is
 * tested elsewhere.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { chromiumPath, launchChromium, NO_CHROMIUM, openPage } from "../browser/chromium";
import { build } from "../docs";
import { codeCells, joined, readNotebook, ROOT } from "../notebooks/notebook";
import { filesOf } from "./finish";
import { brokenLinks } from "./links";
import { startServer } from "./serve";
import { siteForTests, stored } from "./site-for-tests";

const WORK = path.join(ROOT, "build", "site-test-more");
const BELOW = "/some/where/";
const MOST_BYTES = 250_000;
const CHAPTER = "04-counters-and-indexes";

const executable = chromiumPath();

describe("the site", () => {
  let SITE: string;
  let pages: string[];
  before(async () => {
    SITE = await siteForTests();
    pages = filesOf(SITE).filter((file) => file.endsWith(".html"));
  });

  test("built again, it is the same, byte by byte", async () => {
    const again = path.join(WORK, "again");
    assert.deepEqual(await build(path.join(again, "site"), again, stored), []);
    const files = filesOf(path.join(again, "site"));
    assert.deepEqual(files, filesOf(SITE));
    for (const file of files)
      assert.ok(
        readFileSync(path.join(SITE, file)).equals(readFileSync(path.join(again, "site", file))),
        `${file} differs`,
      );
  });

  test("a chapter that fails is named with its cell, and no site is built", async () => {
    const failing = (file: string) =>
      Promise.resolve({
        notebook: readNotebook(file),
        findings: file.includes(CHAPTER) ? ["cell paging: status error"] : [],
      });
    const elsewhere = path.join(WORK, "failing");
    assert.deepEqual(await build(path.join(elsewhere, "site"), elsewhere, failing), [
      `${CHAPTER}.ipynb: cell paging: status error`,
    ]);
    assert.throws(() => statSync(path.join(elsewhere, "site")));
  });

  test("a page that refers to nothing isn't built: chapter and cell are named, and the old site stays", async () => {
    const broken = async (file: string) => {
      const { notebook } = await stored(file);
      const more = {
        cell_type: "markdown" as const,
        id: "more",
        metadata: {},
        source: "See [this](no-such-page.md) and [that](#no-such-heading).",
      };
      return { notebook: { ...notebook, cells: [...notebook.cells, more] }, findings: [] };
    };
    const elsewhere = path.join(WORK, "broken");
    const old = path.join(elsewhere, "site", "index.html");
    mkdirSync(path.dirname(old), { recursive: true });
    writeFileSync(old, "the old site");
    await assert.rejects(build(path.dirname(old), elsewhere, broken), (error: unknown) => {
      const { message, output } = error as { message: string; output: string[] };
      assert.match(message, /Sphinx could not build the site/);
      assert.ok(output.length > 0);
      for (const line of output) assert.match(line, /^\d\d-[\w-]+\.ipynb: cell more: /);
      return true;
    });
    assert.equal(readFileSync(old, "utf8"), "the old site");
  });

  test("each page has a title of its own and a description; nothing names another place of itself", () => {
    const titles = pages.map((file) => {
      const html = readFileSync(path.join(SITE, file), "utf8");
      assert.ok(/<html[^>]* lang="en"/.test(html), `${file}: its language`);
      assert.ok(!html.includes('rel="canonical"'), `${file}: it names its place`);
      const isDescribed = /<meta [^>]*name="description"[^>]*>/.test(html);
      assert.ok(
        isDescribed || /^(api\/.*|search|404)\.html$/.test(file),
        `${file}: its description`,
      );
      for (const property of ["og:title", ...(isDescribed ? ["og:description"] : [])])
        assert.ok(
          file === "search.html" || file === "404.html" || html.includes(`property="${property}"`),
          `${file}: ${property}`,
        );
      return /<title>([^<]+)<\/title>/.exec(html)?.[1]?.trim();
    });
    assert.equal(new Set(titles).size, pages.length, String(titles));
  });

  test("links lead somewhere, and nothing is fetched from elsewhere", () =>
    assert.deepEqual(brokenLinks(SITE), []));

  test("each code cell has its id and is in the page's data", () => {
    for (const file of pages.filter((name) => /^\d\d-/.test(name))) {
      const html = readFileSync(path.join(SITE, file), "utf8");
      const cells = codeCells(
        readNotebook(path.join(ROOT, "notebooks", file.replace(".html", ".ipynb"))),
      );
      assert.deepEqual(
        [...html.matchAll(/<div class="cell[^"]*" id="cell-([^"]+)"/g)].map(([, id]) => id),
        cells.map(({ id }) => id),
        file,
      );
      const data = JSON.parse(
        /<script type="application\/json" id="cells"[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? "",
      ) as object[];
      assert.deepEqual(
        data,
        cells.map(({ id, source, metadata }) => ({
          id,
          source: joined(source),
          tags: metadata.tags ?? [],
        })),
        file,
      );
    }
  });

  describe("in a browser", { skip: executable === undefined && NO_CHROMIUM }, () => {
    let browser: Browser;
    let server: Server;
    let origin: string;
    before(async () => {
      [browser, server] = await Promise.all([
        launchChromium(executable ?? ""),
        startServer(SITE, 0, BELOW),
      ]);
      origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    });
    after(async () => {
      await browser.close();
      server.closeAllConnections();
      server.close();
    });

    /** A fresh page; its requests are watched. */
    async function inPage<T>(
      options: BrowserContextOptions,
      work: (page: Page, requests: string[]) => Promise<T>,
    ): Promise<T> {
      // Colours that fade in would be measured half way.
      const page = await openPage(browser, { reducedMotion: "reduce", ...options });
      try {
        const requests: string[] = [];
        page.on("request", (request) => requests.push(request.url()));
        const errors: string[] = [];
        page.on("pageerror", (error) => errors.push(error.message));
        page.on(
          "console",
          (message) =>
            message.type() === "error" && errors.push(`${page.url()}: ${message.text()}`),
        );
        const result = await work(page, requests);
        assert.deepEqual(errors, []);
        return result;
      } finally {
        await page.close();
      }
    }
    const served = (file: string) => `${origin}${BELOW}${file}`;
    const local = (file: string) => `${pathToFileURL(SITE).href}/${file}`;

    /** Does some work with each page, in as many tabs as there are cores; results in no order. */
    async function inTabs<T>(
      files: string[],
      work: (page: Page, file: string) => Promise<T>,
      requests: string[] = [],
    ): Promise<T[]> {
      const queue = files.values();
      const results: T[] = [];
      const tab = () =>
        inPage({}, async (page, sent) => {
          for (const file of queue) results.push(await work(page, file));
          requests.push(...sent);
        });
      await Promise.all(Array.from({ length: availableParallelism() }, tab));
      return results;
    }

    const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

    /** What axe, and the width of the page, say of it in all looks. */
    async function complaints(page: Page, file: string): Promise<object[]> {
      const found: object[] = [];
      for (const [width, looks] of LOOKS) {
        await page.setViewportSize({ width, height: 900 });
        await page.emulateMedia({ colorScheme: "light" });
        // The theme finds out only on load what has to be scrolled at this width.
        await page.goto(served(file));
        // Colours that fade from one look to the next would be measured half way.
        await page.addStyleTag({ content: "* { transition: none !important; }" });
        await page.evaluate(axe);
        for (const look of looks) {
          await page.emulateMedia({ colorScheme: look.colorScheme });
          await page.waitForFunction(hasTheme, look.colorScheme);
          const { violations, isTooWide } = await page.evaluate(lookAround, look);
          if (violations.length > 0 || isTooWide)
            found.push({ file, width, ...look, violations, isTooWide });
        }
      }
      return found;
    }

    /** Visits each page of the server in all looks: axe's findings, and all requests. */
    let tour: Promise<{ found: object[]; requests: string[] }> | undefined;
    const toured = () =>
      (tour ??= (async () => {
        const requests: string[] = [];
        return { found: (await inTabs(pages, complaints, requests)).flat(), requests };
      })());

    test("axe finds nothing on any page, and none is wider than the window: light and dark, 1400 and 390 px", async () => {
      assert.deepEqual((await toured()).found, []);
    });

    test("from a folder of a server and from the disk, no request leaves the site", async () => {
      const fromDisk: string[] = [];
      await inTabs(pages, (page, file) => page.goto(local(file)), fromDisk);
      const { requests } = await toured();
      for (const [sent, inside] of [
        [requests, `${origin}${BELOW}`],
        [fromDisk, pathToFileURL(`${SITE}/`).href],
      ] as const) {
        assert.ok(sent.length >= pages.length);
        assert.deepEqual(
          sent.filter((url) => !url.startsWith(inside) && !url.startsWith("data:")),
          [],
        );
      }
    });

    test(`a page's first load is under ${MOST_BYTES / 1000} KB`, async () => {
      const sizes = (files: string[]) => files.map((name) => gzipSync(readFileSync(name)).length);
      const firstLoad = (file: string) =>
        inPage({}, async (page, requests) => {
          await page.goto(served(file), { waitUntil: "networkidle" });
          const names = requests.map((url) =>
            path.join(SITE, decodeURIComponent(new URL(url).pathname).slice(BELOW.length)),
          );
          const bytes = sizes(
            names.filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile()),
          ).reduce((sum, size) => sum + size, 0);
          return { file, bytes };
        });
      // A fresh tab for each has nothing in its cache; most of the time they only wait for silence.
      const loads = await Promise.all(
        pages.filter((name) => !name.startsWith("api/")).map(firstLoad),
      );
      assert.deepEqual(
        loads.filter(({ bytes }) => bytes >= MOST_BYTES),
        [],
      );
    });

    test("at 1400, 1024 and 390 px no word of a table's head is broken", () =>
      inPage({}, async (page) => {
        for (const width of [1400, 1024, 390]) {
          await page.setViewportSize({ width, height: 900 });
          const chapters = pages.filter((name) => width === 1400 && /^\d\d-/.test(name));
          for (const file of ["index.html", "speed.html", "in-the-page.html", ...chapters]) {
            await page.goto(local(file));
            assert.deepEqual(
              { file, width, broken: await page.evaluate(brokenHeads) },
              { file, width, broken: [] },
            );
          }
        }
      }));

    test("at 768 px, and on paper, nothing is cut; on paper nothing is folded", async () => {
      await inPage({ viewport: { width: 768, height: 900 } }, async (page) => {
        for (const media of ["screen", "print"] as const) {
          await page.emulateMedia({ media });
          for (const file of pages.filter((name) => /^\d\d-/.test(name))) {
            await page.goto(local(file));
            const cut = await page.evaluate(() => [
              ...[
                ...document.querySelectorAll(".bd-article details:not(.live-more) > :not(summary)"),
              ]
                .filter(
                  (part) =>
                    matchMedia("print").matches &&
                    !part.checkVisibility({ contentVisibilityAuto: true }),
                )
                .map(() => "an answer that is folded"),
              ...[
                ...document.querySelectorAll<HTMLElement>(
                  ".bd-article pre, .bd-article table, .cell_output > div",
                ),
              ]
                .filter(
                  (element) =>
                    element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0,
                )
                .map((element) => element.innerText.slice(0, 60)),
            ]);
            assert.deepEqual({ file, media, cut }, { file, media, cut: [] });
          }
        }
      });
    });

    for (const [place, address] of [
      ["a server", served],
      ["the disk", local],
    ] as const) {
      for (const [what, term] of [
        ["prose", "optimistic locking"],
        ["an output", "user_wallet_test"],
      ] as const) {
        test(`from ${place} the search finds a term of ${what}`, () =>
          inPage({}, async (page) => {
            await page.goto(address(`search.html?q=${encodeURIComponent(term)}`));
            await page.locator("#search-results li a").first().waitFor();
          }));
      }
    }

    const background = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);

    test("dark mode follows the system, and the switch", async () => {
      const light = await inPage({ colorScheme: "light" }, async (page) => {
        await page.goto(served("index.html"));
        return background(page);
      });
      await inPage({ colorScheme: "dark" }, async (page) => {
        await page.goto(served("index.html"));
        const dark = await background(page);
        assert.notEqual(dark, light);
        await page.locator(".theme-switch-button:visible").click();
        await page.locator(".theme-change-button[data-mode='light']").click();
        assert.equal(await background(page), light);
        await page.goto(served(`${CHAPTER}.html`));
        assert.equal(await background(page), light);
      });
    });

    test("solutions are folded, and unfold by keyboard", () =>
      inPage({}, async (page) => {
        await page.goto(served(`${CHAPTER}.html`));
        const fold = page.locator(".bd-article details", { hasText: "Solution" }).first();
        assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), false);
        await fold.locator("summary").focus();
        await page.keyboard.press("Enter");
        assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), true);
        assert.ok(await fold.locator("pre").first().isVisible());
      }));

    test("the copy button copies exactly the cell's code; outputs have none", () =>
      inPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
        await page.goto(served(`${CHAPTER}.html`));
        for (const cell of codeCells(
          readNotebook(path.join(ROOT, "notebooks", `${CHAPTER}.ipynb`)),
        ).slice(0, 5)) {
          const place = page.locator(`#cell-${cell.id}`);
          await place.locator(".cell_input").hover();
          await place.locator(".cell_input button.copybtn").click();
          assert.equal(
            (await page.evaluate(() => navigator.clipboard.readText())).trimEnd(),
            joined(cell.source),
          );
        }
        assert.equal(await page.locator(".cell_output button.copybtn").count(), 0);
      }));

    test("without JavaScript, text, code and outputs are all there", () =>
      inPage({ javaScriptEnabled: false }, async (page) => {
        await page.goto(served(`${CHAPTER}.html`));
        const text = await page.locator(".bd-article").innerText();
        for (const part of ["After this chapter", "const pageViewers = new (Table({", "60"])
          assert.ok(text.includes(part), part);
        assert.ok(await page.locator(".bd-article .cell_output").first().isVisible());
      }));

    test("Tab goes through links and buttons, and shows where it is", () =>
      inPage({}, async (page) => {
        await page.goto(served("index.html"));
        const seen = new Set<string>();
        for (let press = 0; press < 60; press++) {
          await page.keyboard.press("Tab");
          const { name, isShown } = await page.evaluate(() => {
            const active = document.activeElement as HTMLElement;
            const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(active);
            return {
              name: active.innerText || active.title || active.tagName,
              isShown:
                active === document.body ||
                (outlineStyle !== "none" && outlineWidth !== "0px") ||
                boxShadow !== "none",
            };
          });
          assert.ok(isShown, `the focus on "${name}" can't be seen`);
          seen.add(name.trim());
        }
        for (const wanted of [
          "Skip to main content",
          "Start with Example 1: a user wallet",
          "Glossary",
          "run it yourself",
        ])
          assert.ok(seen.has(wanted), `${wanted}: ${[...seen].join(", ")}`);
      }));

    test("a missing page says so, with a link back", () =>
      inPage({}, async (page) => {
        page.removeAllListeners("console");
        const answer = await page.goto(served("no-such-page.html"));
        assert.equal(answer?.status(), 404);
        assert.match(await page.locator("main").innerText(), /There is no such page/);
      }));
  });
});

/** Runs axe in the page. It reports no passed rules, and fetches no style sheets. */
type Look = {
  colorScheme: "light" | "dark";
  /** The rules that can say something new. */
  rules: { only: string[] } | { without: string[] };
  /** Where they are applied; the whole page, unless given. */
  where?: string;
};

/** The words in heads of tables that go on in a second line. */
function brokenHeads(): string[] {
  const range = document.createRange();
  const words = [...document.querySelectorAll(".bd-article th")].flatMap((head) => {
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let text = texts.nextNode(); text !== null; text = texts.nextNode())
      for (const word of (text.textContent ?? "").matchAll(/[^\s-]+/g)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) found.push(word[0]);
      }
    return found;
  });
  return words;
}

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * In the dark only colours differ. In a narrow window the text has the colours of a wide one; what
 * else is in view then is at the top.
 */
const LOOKS: readonly (readonly [width: number, looks: readonly Look[]])[] = [
  [
    1400,
    [
      { colorScheme: "light", rules: { without: [] } },
      { colorScheme: "dark", rules: { only: OF_COLOURS } },
    ],
  ],
  [
    390,
    [
      { colorScheme: "light", rules: { without: OF_COLOURS } },
      { colorScheme: "light", rules: { only: OF_COLOURS }, where: "header" },
      { colorScheme: "dark", rules: { only: OF_COLOURS }, where: "header" },
    ],
  ],
];

async function lookAround({
  rules,
  where = "html",
}: Look): Promise<{ violations: string[]; isTooWide: boolean }> {
  type Axe = {
    run(
      where: Node,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  const { axe } = window as unknown as { axe: Axe };
  const chosen =
    "only" in rules
      ? { runOnly: rules.only }
      : { rules: Object.fromEntries(rules.without.map((rule) => [rule, { enabled: false }])) };
  const options = { resultTypes: ["violations"], preload: false, ...chosen };
  const places = [...document.querySelectorAll(where)];
  const results = [];
  // axe works on one thing at a time.
  for (const place of places) results.push(await axe.run(place, options));
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    violations: results
      .flatMap(({ violations }) => violations)
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    isTooWide: scrollWidth > clientWidth,
  };
}

/** Whether the page has followed the system. The page for a wrong address does so by CSS alone. */
const hasTheme = (scheme: string) =>
  [scheme, undefined].includes(document.documentElement.dataset["theme"]);
