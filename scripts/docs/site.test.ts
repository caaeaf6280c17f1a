/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The site, built from the chapters as they are stored, in a browser. That a chapter's cells run is
 * tested elsewhere; `site.hard.ts` builds the whole site again, and axe looks at each page there.
 */
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { chromiumPath, launchChromium, nextFrame, NO_CHROMIUM } from "../browser/chromium";
import { build, buildFromSource, placesIn } from "../docs";
import { writeLive } from "../live/build";
import { WORKERS } from "../live/workers";
import { chapters, codeCells, joined, readNotebook, ROOT } from "../notebooks/notebook";
import { filesOf } from "./finish";
import { brokenLinks } from "./links";
import { oneOfEachFolder, pagesWithAllKinds } from "./kinds";
import { complaints } from "./looks";
import { differingFiles, siteForTests, stored, WORK } from "./site-for-tests";
import { SiteInBrowser } from "./site-in-browser";
import { markdown, writeSmallSource } from "./small-site";
import { writeSource } from "./source";

const MORE = path.join(ROOT, "build", "site-test-more");
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

  test("what pages are made of and what runs in them, written again, is the same, byte by byte", async () => {
    const [{ live, source }, again] = [placesIn(WORK), placesIn(path.join(MORE, "again"))];
    await writeLive(again.live, WORKERS);
    assert.deepEqual(await writeSource(again.source, again.live, stored), []);
    assert.deepEqual(differingFiles(live, again.live), []);
    const ofLibrary = /^api\/.+\//;
    assert.deepEqual(
      differingFiles(source, again.source).filter((file) => !ofLibrary.test(file)),
      [],
    );
  });

  test("a chapter that fails is named with its cell, and no site is built", async () => {
    const failing = (file: string) =>
      Promise.resolve({
        notebook: readNotebook(file),
        findings: file.includes(CHAPTER) ? ["cell paging: status error"] : [],
      });
    const elsewhere = path.join(MORE, "failing");
    assert.deepEqual(await build(path.join(elsewhere, "site"), elsewhere, failing, {}), [
      `${CHAPTER}.ipynb: cell paging: status error`,
    ]);
    assert.throws(() => statSync(path.join(elsewhere, "site")));
  });

  test("a site stays when a page refers to nothing: chapter and cell are named", async () => {
    const work = path.join(MORE, "small");
    const site = path.join(work, "site");
    const links = "See [this](no-such-page.md) and [that](#no-such-heading).";
    writeSmallSource(work, placesIn(WORK).live, chapters().slice(1, 2), [markdown("more", links)]);
    mkdirSync(site, { recursive: true });
    writeFileSync(path.join(site, "index.html"), "the old one");
    await assert.rejects(buildFromSource(site, work), (error: unknown) => {
      const { message, output } = error as { message: string; output: string[] };
      assert.match(message, /Sphinx could not build the site/);
      assert.equal(output.length, 2);
      for (const line of output) assert.match(line, /^01-[\w-]+\.ipynb: cell more: /);
      return true;
    });
    assert.deepEqual(filesOf(site), ["index.html"]);
    assert.equal(readFileSync(path.join(site, "index.html"), "utf8"), "the old one");
  });

  test("each page has a title of its own and a description; nothing names another place of itself", () => {
    const titles = pages.map((file) => {
      const html = readFileSync(path.join(SITE, file), "utf8");
      assert.ok(/<html[^>]* lang="en"/.test(html), `${file}: its language`);
      assert.ok(!/rel="canonical"|og:url/.test(html), `${file}: it names its place`);
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
    let site: SiteInBrowser;
    before(
      async () => (site = await SiteInBrowser.start(SITE, () => launchChromium(executable ?? ""))),
    );
    after(() => site.close());

    const texts = () =>
      new Map(pages.map((file) => [file, readFileSync(path.join(SITE, file), "utf8")]));

    /**
     * axe's findings in pages from the disk, and all requests: in all pages but those of the library's
     * reference, and in as many of these as it takes to have each kind of element.
     */
    let looks: ReturnType<typeof look> | undefined;
    const look = () => {
      const seen = new Set<string>();
      const files = pagesWithAllKinds(texts(), pages.filter(isNotReference));
      return site.inTabs(files, (page, file) =>
        complaints(page, site.local(file), seen, file === "index.html"),
      );
    };
    const looked = () => (looks ??= look());

    /**
     * Loads each page of the server once: what is wrong with it, and all requests. Of the library's
     * reference it is one page of each kind; `site.hard.ts` has all.
     */
    let visits: ReturnType<typeof visit> | undefined;
    const visit = () => site.inTabs(oneOfEachFolder(SITE, pages), faults);
    const visited = () => (visits ??= visit());

    async function faults(page: Page, file: string, requests: readonly string[]) {
      const widths = isChapter(file) ? [1400] : HEADS.includes(file) ? [1400, 1024, 390] : [];
      const bytes = await firstLoad(page, file, requests);
      const wrapped = isChapter(file) ? await page.evaluate(wrappedBlocks) : [];
      const broken: object[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        const words = await page.evaluate(brokenHeads);
        if (words.length > 0) broken.push({ width, words });
      }
      const cut: object[] = [];
      for (const media of isChapter(file) ? (["screen", "print"] as const) : []) {
        await page.setViewportSize({ width: 768, height: 900 });
        await page.emulateMedia({ media });
        await nextFrame(page);
        const parts = await page.evaluate(foldedOrCut);
        if (parts.length > 0) cut.push({ media, parts });
      }
      await page.emulateMedia({ media: "screen" });
      await page.setViewportSize({ width: 390, height: 900 });
      const isTooWide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      return { file, bytes, wrapped, broken, cut, isTooWide };
    }

    /** Loads a page as if nothing were in the browser's cache. Returns the bytes that it sends. */
    async function firstLoad(page: Page, file: string, requests: readonly string[]) {
      const before = requests.length;
      const devtools = await page.context().newCDPSession(page);
      await devtools.send("Network.enable");
      await devtools.send("Network.setCacheDisabled", { cacheDisabled: true });
      await page.setViewportSize({ width: 1400, height: 900 });
      await page.goto(site.served(file), { waitUntil: "networkidle" });
      await devtools.detach();
      const below = new URL(site.root).pathname;
      const fileOf = (url: string) =>
        path.join(SITE, decodeURIComponent(new URL(url).pathname).slice(below.length));
      return requests
        .slice(before)
        .map(fileOf)
        .filter((name) => statSync(name, { throwIfNoEntry: false })?.isFile())
        .reduce((sum, name) => sum + compressedSize(name), 0);
    }

    test("axe finds nothing on all pages, of the reference on those that have each kind of element, and none is wider than the window: light and dark, 1400 and 390 px", async () => {
      assert.deepEqual((await looked()).results.flat(), []);
    });

    test("no page is wider than a phone", async () => {
      const { results } = await visited();
      assert.deepEqual(
        results.filter(({ isTooWide }) => isTooWide).map(({ file }) => file),
        [],
      );
    });

    test("from a folder of a server and from the disk, no request leaves the site", async () => {
      for (const [{ requests, results }, inside] of [
        [await visited(), site.root],
        [await looked(), site.folder],
      ] as const) {
        assert.ok(requests.length >= results.length);
        assert.deepEqual(
          requests.filter((url) => !url.startsWith(inside) && !url.startsWith("data:")),
          [],
        );
      }
    });

    test(`a page's first load is under ${MOST_BYTES / 1000} KB`, async () => {
      const { results } = await visited();
      assert.ok(results.every(({ bytes }) => bytes > 0));
      assert.deepEqual(
        results.filter(({ bytes }) => bytes >= MOST_BYTES),
        [],
      );
    });

    test("at 1400, 1024 and 390 px no word of a table's head is broken", async () => {
      const { results } = await visited();
      assert.deepEqual(
        results.filter(({ broken }) => broken.length > 0),
        [],
      );
    });

    test("at 1400 px no line of code wraps, in cells or in answers", async () => {
      const { results } = await visited();
      assert.deepEqual(
        results.filter(({ wrapped }) => wrapped.length > 0),
        [],
      );
    });

    test("at 768 px, and on paper, nothing is cut; on paper nothing is folded", async () => {
      const { results } = await visited();
      assert.deepEqual(
        results.filter(({ cut }) => cut.length > 0),
        [],
      );
    });

    test("from a server and from the disk, the search finds a term of prose and one of an output", () =>
      // One page for all: a fresh one costs more than a search.
      site.inPage({}, async (page) => {
        for (const address of [site.served, site.local])
          for (const term of ["optimistic locking", "user_wallet_test"]) {
            await page.goto(address(`search.html?q=${encodeURIComponent(term)}`));
            await page.locator("#search-results li a").first().waitFor();
          }
      }));

    const background = (page: Page) =>
      page.evaluate(() => getComputedStyle(document.body).backgroundColor);

    test("dark mode follows the system, and the switch", () =>
      site.inPage({ colorScheme: "light" }, async (page) => {
        await page.goto(site.served("index.html"));
        const light = await background(page);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.reload();
        assert.notEqual(await background(page), light);
        await page.locator(".theme-switch-button:visible").click();
        await page.locator(".theme-change-button[data-mode='light']").click();
        assert.equal(await background(page), light);
        await page.goto(site.served(`${CHAPTER}.html`));
        assert.equal(await background(page), light);
      }));

    test("solutions are folded, and unfold by keyboard", () =>
      site.inPage({}, async (page) => {
        await page.goto(site.served(`${CHAPTER}.html`));
        const fold = page.locator(".bd-article details", { hasText: "Solution" }).first();
        assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), false);
        await fold.locator("summary").focus();
        await page.keyboard.press("Enter");
        assert.equal(await fold.evaluate((details: HTMLDetailsElement) => details.open), true);
        assert.ok(await fold.locator("pre").first().isVisible());
      }));

    test("the copy button copies exactly the cell's code; outputs have none", () =>
      site.inPage({ permissions: ["clipboard-read", "clipboard-write"] }, async (page) => {
        await page.goto(site.served(`${CHAPTER}.html`));
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
      site.inPage({ javaScriptEnabled: false }, async (page) => {
        await page.goto(site.served(`${CHAPTER}.html`));
        const text = await page.locator(".bd-article").innerText();
        for (const part of ["After this chapter", "const pageViewers = new (Table({", "60"])
          assert.ok(text.includes(part), part);
        assert.ok(await page.locator(".bd-article .cell_output").first().isVisible());
      }));

    test("Tab goes through links and buttons, and shows where it is", () =>
      site.inPage({}, async (page) => {
        await page.goto(site.served("index.html"));
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
      site.inPage({}, async (page) => {
        page.removeAllListeners("console");
        const answer = await page.goto(site.served("no-such-page.html"));
        assert.equal(answer?.status(), 404);
        assert.match(await page.locator("main").innerText(), /There is no such page/);
      }));
  });
});

const isChapter = (file: string) => /^\d\d-/.test(file);
const isNotReference = (file: string) => !file.startsWith("api/");

/** The compressed sizes of files, in bytes: those that all pages load are asked for by each. */
const sizes = new Map<string, number>();
function compressedSize(file: string): number {
  const size = sizes.get(file) ?? gzipSync(readFileSync(file)).length;
  sizes.set(file, size);
  return size;
}

/** Pages with tables of their own. */
const HEADS = ["index.html", "speed.html", "in-the-page.html"];

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

/** What a reader misses: code, tables and outputs that are cut; on paper also what is folded. */
function foldedOrCut(): string[] {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)];
  return [
    ...all(".bd-article details:not(.live-more) > :not(summary)")
      .filter(
        (part) =>
          matchMedia("print").matches && !part.checkVisibility({ contentVisibilityAuto: true }),
      )
      .map(() => "an answer that is folded"),
    ...all(".bd-article pre, .bd-article table, .cell_output > div")
      .filter((element) => element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0)
      .map((element) => element.innerText.slice(0, 60)),
  ];
}

/** The blocks of code that are higher than their lines. */
function wrappedBlocks(): string[] {
  const folded = [...document.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
  for (const details of folded) details.open = true;
  const wrapped = [
    ...document.querySelectorAll<HTMLElement>(".bd-article .highlight-typescript pre"),
  ]
    .filter((pre) => {
      const style = getComputedStyle(pre);
      const lines = (pre.textContent ?? "").trimEnd().split("\n").length;
      const room =
        pre.clientHeight - parseFloat(style.paddingTop) - parseFloat(style.paddingBottom);
      return room > (lines + 0.5) * parseFloat(style.lineHeight);
    })
    .map((pre) => (pre.textContent ?? "").slice(0, 80));
  for (const details of folded) details.open = false;
  return wrapped;
}
