/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * Hostile values in every place where outputs are shown: nothing runs, nothing is changed, and the
 * notebook saves. What a console prints is the text form.
 */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { build } from "../docs";
import { chapters, readNotebook, ROOT, type Cell, type Notebook } from "../notebooks/notebook";
import { DEEP, FOREIGN, HOSTILE, LARGE, PROTOTYPE, shownAs } from "../testing/hostile";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Copies } from "./copies";
import { Lab } from "./lab";

const executable = chromiumPath();
const TEXTS = Object.values(HOSTILE);
const PROSE = "It costs $5, then $6 more; a set is {$1, $2}.";
const NAME = "hostile.ipynb";

const code = (id: string, source: string): Cell => ({
  cell_type: "code",
  id,
  metadata: {},
  source,
  outputs: [],
  execution_count: null,
});

const CELLS: Cell[] = [
  { cell_type: "markdown", id: "prose", metadata: {}, source: PROSE },
  code(
    "setting",
    `import { readFileSync } from "node:fs";
import * as lib from "../lib";
import { DynamoError, draw, expectError, progress, show, string } from "../lib";
type Hostile = { texts: string[]; large: string; deep: object; prototype: object };
const given = JSON.parse(readFileSync("hostile.json", "utf8")) as Hostile;
const { texts, large, deep, prototype } = given;
class Notes extends lib.Table({
  name: "notes",
  fields: { id: string(), note: string() },
  partitionKey: "id",
}) {}
const db = await lib.connect();
const notes = new Notes(db);
await notes.createTable();`,
  ),
  code("values", `for (const text of texts) show([{ note: text }]);`),
  code("names", `for (const text of texts) show([{ [text]: 1 }], text);`),
  code("nested", `for (const text of texts) show({ a: [text, { [text]: [text] }] });`),
  code("other", `show(large); show([{ large }]); show(deep); show([deep]); show(prototype);`),
  code("requests", `for (const text of texts) show(notes.put({ id: "a" + text, note: text }));`),
  code("progress", `for (const text of texts) for (const _ of progress([1, 2], text));`),
  code("growth", `for (const text of texts) draw.growth(text, [1, 10], { [text]: [1, 2] });`),
  code("units", `draw.units(Object.fromEntries(texts.map((text, n) => [text, n])));`),
  code(
    "expected",
    `for (const text of texts) {
  const failing = () => Promise.reject(new DynamoError("ServiceError", text));
  await expectError("ServiceError", failing);
}`,
  ),
  code(
    "stored",
    `const kept = texts.filter((text) => !/\\p{Cs}/u.test(text));
for (const text of kept) await notes.put({ id: "a" + text, note: text });
show(await notes.scan().all());
await draw.partitions(notes);
await draw.pages(notes.scan({ limit: 5 }));
await notes.deleteTable();`,
  ),
  code("error", `throw new DynamoError("ServiceError", texts.join("|"));`),
];

/** What a reader can see in a page, and what it could do. */
function look(page: Page) {
  return page.evaluate(() => {
    const outputs = [...document.querySelectorAll<HTMLElement>(".mathjax_ignore")];
    const inOutputs = (selector: string) =>
      outputs
        .flatMap((output) => [...output.querySelectorAll(selector)])
        .map((part) => part.outerHTML);
    const handlers = outputs
      .flatMap((output) => [...output.querySelectorAll("*")])
      .flatMap((part) => [...part.attributes])
      .filter(({ name }) => /^on|^(href|src)$/.test(name))
      .map(({ name }) => name);
    return {
      texts: outputs.map((output) => output.textContent),
      cells: outputs.map((output) => output.querySelector("td")?.innerText),
      active: [
        ...inOutputs("script, img, a, iframe, object, style, link, mjx-container"),
        ...handlers,
      ],
      formulas: document.querySelectorAll("mjx-container, .MathJax, .katex").length,
      evil: "evil" in globalThis,
      page: document.body.innerText,
    };
  });
}
type Look = Awaited<ReturnType<typeof look>>;

/** What a text in a table looks like; the few that are cut are compared by their beginning. */
function assertShown({ texts, cells, active, formulas, evil, page }: Look, reference: Look): void {
  assert.deepEqual(active, []);
  assert.equal(formulas, 0);
  assert.equal(evil, false);
  assert.deepEqual(texts, reference.texts);
  assert.ok(page.includes(PROSE), "prices in prose");
  for (const [index, text] of TEXTS.entries()) assert.equal(cells[index], shownAs(text));
}

describe("hostile values", { skip: executable === undefined && NO_CHROMIUM }, () => {
  let lab: Lab;
  let copies: Copies;
  let page: Page;
  /** What is shown where they were made. */
  let reference: Look;
  let saved: Notebook;
  const requests: string[] = [];
  before(async () => {
    copies = new Copies();
    writeFileSync(
      path.join(copies.folder, "hostile.json"),
      JSON.stringify({ texts: TEXTS, large: LARGE, deep: DEEP, prototype: PROTOTYPE }),
    );
    lab = await Lab.start(executable ?? "");
    page = await lab.newPage({ viewport: { width: 1400, height: 1000 } });
    for (const one of [page, lab.page])
      one.on("request", (request) => requests.push(request.url()));
  });
  after(async () => {
    await lab.close();
    copies.remove();
  });

  test("in JupyterLab, where they are made: as they are, without effect, and the notebook saves", async () => {
    await lab.open(copies.add(NAME, { ...readNotebook(chapters()[0] ?? ""), cells: CELLS }));
    await lab.runAll();
    assert.equal(await lab.save(), 200);
    saved = readNotebook(path.join(copies.folder, NAME));
    reference = await look(lab.page);
    assertShown(reference, reference);
    const [error = "", ...others] = await lab.errors();
    assert.ok(error.includes(TEXTS.map(shownAs).join("|").slice(0, 500)), error.slice(0, 2000));
    assert.deepEqual(others, []);
  });

  test("saved: every text is whole Unicode, and the text form is what a console may print", () => {
    const outputs = saved.cells.flatMap((cell) => cell.outputs ?? []);
    assert.ok(outputs.length > TEXTS.length * 6);
    assert.ok(JSON.stringify(saved).isWellFormed());
    for (const { data } of outputs) {
      const text = [data?.["text/plain"] ?? ""].flat().join("");
      assert.equal(shownAs(text), text);
    }
  });

  test("in JupyterLab, trusted, opened again", async () => {
    await lab.open(path.relative(ROOT, path.join(copies.folder, NAME)));
    assertShown(await look(lab.page), reference);
  });

  test("in JupyterLab, not trusted", async () => {
    const more: Cell = { cell_type: "markdown", id: "more", metadata: {}, source: "changed" };
    const changed = { ...saved, cells: [...saved.cells, more] };
    await lab.open(copies.add("changed.ipynb", changed));
    assert.match(
      (await lab.page.locator(".jp-StatusItem-trust").getAttribute("title")) ?? "",
      /not trusted: 0 of/,
    );
    assertShown(await look(lab.page), reference);
  });

  describe("in the exported HTML", () => {
    before(async () => {
      const file = path.join(copies.folder, "hostile.html");
      writeFileSync(
        file,
        await lab.exportStored(path.relative(ROOT, path.join(copies.folder, NAME))),
      );
      await page.goto(pathToFileURL(file).href);
    });
    everywhere(
      () => page,
      () => reference,
    );
  });

  describe("on the site", () => {
    before(async () => {
      const work = path.join(copies.folder, "site");
      const [, first = ""] = chapters();
      const run = (file: string) => {
        const notebook = readNotebook(file);
        const [header, ...others] = notebook.cells;
        const cells = [...(header === undefined ? [] : [header]), ...saved.cells, ...others];
        return Promise.resolve({
          notebook: file === first ? { ...notebook, cells } : notebook,
          findings: [],
        });
      };
      assert.deepEqual(await build(path.join(work, "html"), work, run), []);
      const name = path.basename(first, ".ipynb");
      await page.goto(pathToFileURL(path.join(work, "html", `${name}.html`)).href);
      await page.evaluate((count) => {
        // The chapter's own outputs come after those that are compared.
        for (const [index, output] of document.querySelectorAll(".mathjax_ignore").entries())
          if (index >= count) output.classList.remove("mathjax_ignore");
      }, reference.texts.length);
    });
    everywhere(
      () => page,
      () => reference,
    );
  });

  test("no page asked a foreign address", () =>
    assert.deepEqual(
      requests.filter((url) => url.includes(FOREIGN)),
      [],
    ));

  test("JupyterLab complained of nothing", () => assert.deepEqual(lab.complaints, []));
});

/** On a screen, with forced colours, and on paper. */
function everywhere(pageOf: () => Page, referenceOf: () => Look): void {
  test("on a screen", async () => assertShown(await look(pageOf()), referenceOf()));

  test("with forced colours: the bars, too", async () => {
    const page = pageOf();
    await page.emulateMedia({ forcedColors: "active" });
    assertShown(await look(page), referenceOf());
    const bars = await page.evaluate(() => {
      const isBar = ({ style }: HTMLElement) => style.minWidth === "3px";
      return [...document.querySelectorAll<HTMLElement>(".mathjax_ignore div")]
        .filter(isBar)
        .map((bar) => {
          const { borderTopWidth, borderTopColor } = getComputedStyle(bar);
          const { backgroundColor } = getComputedStyle(document.body);
          return { borderTopWidth, isVisible: borderTopColor !== backgroundColor };
        });
    });
    assert.ok(bars.length >= TEXTS.length - 1);
    for (const { borderTopWidth, isVisible } of bars) {
      assert.ok(parseFloat(borderTopWidth) >= 6);
      assert.ok(isVisible);
    }
    await page.emulateMedia({ forcedColors: "none" });
  });

  test("on paper: nothing is folded, or cut", async () => {
    const page = pageOf();
    await page.emulateMedia({ media: "print" });
    await page.setViewportSize({ width: 700, height: 1000 });
    assertShown(await look(page), referenceOf());
    const hidden = await page.evaluate(() => {
      const folded = [
        ...document.querySelectorAll<HTMLElement>("main details:not(.live-more) > :not(summary)"),
      ].filter((part) => !part.checkVisibility({ contentVisibilityAuto: true }));
      const cut = [...document.querySelectorAll<HTMLElement>("main :is(pre, div, table)")].filter(
        (part) =>
          part.scrollWidth > part.clientWidth + 1 &&
          part.clientWidth > 0 &&
          getComputedStyle(part).overflowX !== "visible",
      );
      return [...folded, ...cut].map(
        (part) => `${part.className}: ${part.innerText.slice(0, 200)}`,
      );
    });
    assert.deepEqual(hidden, []);
    await page.emulateMedia({ media: "screen" });
    await page.setViewportSize({ width: 1400, height: 1000 });
  });
}
