/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import {
  chapters,
  codeCells,
  joined,
  readNotebook,
  type Cell,
  type Notebook,
} from "../notebooks/notebook";
import { pagesWithAllKinds } from "../docs/kinds";
import { chromiumPath, NO_CHROMIUM } from "./chromium";
import { Copies } from "./copies";
import { content, exportIsWhole, WHOLE } from "./exported";
import { inView, isForeign, Lab } from "./lab";
import { outputsCanBeReadUntrusted } from "./untrusted";

const executable = chromiumPath();

/** Starting JupyterLab takes longer than any of these, so all of them share one. */
describe("a notebook opened or exported", { skip: executable === undefined && NO_CHROMIUM }, () => {
  let lab: Lab;
  let copies: Copies;
  let page: Page;
  const foreign: string[] = [];
  before(async () => {
    copies = new Copies();
    lab = await Lab.start(executable ?? "");
    page = await lab.newPage({ viewport: { width: 1400, height: 1000 } });
    page.on("request", (request) => {
      if (isForeign(request.url())) foreign.push(request.url());
    });
  });
  after(async () => {
    await lab.close();
    copies.remove();
  });

  test("not trusted, its outputs can be read", () =>
    outputsCanBeReadUntrusted(lab, copies, "run.ipynb"));

  test("by JupyterLab's menu: saved, and whole, sanitized or not", async () => {
    const run = copies.add("run.ipynb", withEachKindOfOutput());
    const [plain, sanitized] = ["plain.html", "sanitized.html"].map((name) =>
      path.join(copies.folder, name),
    ) as [string, string];
    await lab.followOrOpen(run);
    await lab.closeTab("untrusted.ipynb");
    await lab.runAll();
    await lab.exportHtml(plain, false);
    await lab.exportHtml(sanitized, true);

    await page.goto(pathToFileURL(plain).href);
    const exported = await content(page);
    const saved = codeCells(readNotebook(path.join(copies.folder, "run.ipynb"))).flatMap(
      ({ outputs = [] }) => outputs,
    );
    assert.deepEqual([...new Set(saved.map(({ output_type }) => output_type))].sort(), [
      "display_data",
      "execute_result",
      "stream",
    ]);
    assert.equal(exported.outputs.length, saved.length);
    for (const [index, { text }] of saved.entries()) {
      if (text === undefined) assert.notEqual(exported.outputs[index]?.trim(), "");
      else assert.equal(exported.outputs[index]?.trim(), joined(text).trim());
    }
    await page.goto(pathToFileURL(sanitized).href);
    assert.deepEqual(await content(page), exported);
  });

  const exported = withAllKinds();
  for (const chapter of exported) {
    const name = path.basename(chapter);
    test(`${name}: ${WHOLE}`, () => exportIsWhole({ lab, copies, page }, chapter));
  }

  test("sanitized, a chapter keeps all that it shows", async () => {
    const name = path.basename(exported[1] ?? "", ".ipynb");
    const plain = path.join(copies.folder, "not-sanitized.html");
    writeFileSync(plain, await lab.exportStored(`notebooks/${name}.ipynb`, "html", false));
    const seen: unknown[] = [];
    for (const file of [plain, path.join(copies.folder, `${name}.html`)]) {
      await page.goto(pathToFileURL(file).href);
      seen.push(await content(page));
    }
    assert.deepEqual(seen[1], seen[0]);
  });

  test("each entry of the menu works, and there are no others", async () => {
    const copy = copies.add("formats.ipynb", asFarAs("PutItemCommand", chapters()[1] ?? ""));
    assert.deepEqual(await lab.exportEntries(), [
      "HTML",
      "Markdown",
      "Executable Script",
      "Reveal.js Slides",
    ]);
    const offered = (await lab.exportFormats()).filter(
      (format) => !NOT_IN_THE_MENU.includes(format),
    );
    assert.deepEqual(offered, ["html", "markdown", "script", "slides"]);
    for (const format of offered)
      assert.match(await lab.exportStored(copy, format), /PutItemCommand/, format);
  });

  test("a link to a heading leads there, in JupyterLab and exported", async () => {
    const far = "A paragraph.\n\n".repeat(200);
    const other = copies.add("other.ipynb", textNotebook(`# Other\n\n${far}## Far away\n\n${far}`));
    const text = "[here](#Where-it-leads) [there](other.ipynb#Far-away)";
    const links = copies.add(
      "links.ipynb",
      textNotebook(`# Links\n\n${text}`, far, `## Where it leads\n\n${far}`),
    );
    await lab.followOrOpen(links);
    await lab.followToHeading("here", "Where it leads");
    // JupyterLab opens a notebook at its beginning, and goes to a heading of one that is open.
    await lab.follow("other.ipynb");
    await lab.show("links.ipynb");
    await lab.followToHeading("there", "Far away");
    for (const notebook of [other, links])
      writeFileSync(
        path.join(copies.folder, path.basename(notebook, ".ipynb") + ".html"),
        await lab.exportStored(notebook),
      );
    for (const [link, heading] of [
      ["here", "Where it leads"],
      ["there", "Far away"],
    ] as const) {
      await page.goto(pathToFileURL(path.join(copies.folder, "links.html")).href);
      await page.getByRole("link", { name: link, exact: true }).click();
      await inView(page.getByRole("heading", { name: heading }));
    }
  });

  test("sanitized, it runs no script and fetches nothing", async () => {
    const evil = [
      `<script>document.title = "evil"</script><img src="http://evil.test/1" onerror="document.title = 'evil'">`,
      `<p style="position:fixed;color:red;background:url(http://evil.test/2)">text</p><a href="javascript:alert(1)">link</a>`,
    ].join("");
    const notebook = readNotebook(chapters()[0] ?? "");
    const output = {
      output_type: "display_data" as const,
      data: { "text/html": evil },
      metadata: {},
    };
    const cells = [
      { cell_type: "markdown" as const, id: "text", metadata: {}, source: evil },
      {
        cell_type: "code" as const,
        id: "code",
        metadata: {},
        source: "",
        execution_count: 1,
        outputs: [output],
      },
    ];
    const file = path.join(copies.folder, "doubtful.html");
    writeFileSync(
      file,
      await lab.exportStored(copies.add("doubtful.ipynb", { ...notebook, cells })),
    );
    await page.goto(pathToFileURL(file).href);
    assert.equal(await page.title(), "doubtful");
    const styles = await page
      .locator("main p")
      .evaluateAll((parts) => parts.map((part) => part.getAttribute("style")));
    assert.deepEqual(styles, ["color:red;", "color:red;"]);
    assert.equal(await page.locator("main a[href]").count(), 0);
    assert.equal(await page.locator("main :is(script, img)").count(), 0);
  });

  test("it is dark where the reader's system is", async () => {
    await page.goto(pathToFileURL(path.join(copies.folder, "00-contents.html")).href);
    for (const scheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      const [ground = NaN, text = NaN] = await page.evaluate(() => {
        const brightness = (colour: string) =>
          (colour.match(/\d+/g) ?? []).slice(0, 3).reduce((sum, part) => sum + Number(part), 0) /
          (3 * 255);
        return [
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.querySelector("p") ?? document.body).color,
        ].map(brightness);
      });
      assert.ok(
        scheme === "dark" ? ground < 0.2 && text > 0.8 : ground > 0.8 && text < 0.2,
        `${scheme}: text ${text} on ${ground}`,
      );
    }
  });

  test("no request left this machine", () => assert.deepEqual([...foreign, ...lab.foreign], []));
});

/** Formats that JupyterLab's menu leaves out by itself. */
const NOT_IN_THE_MENU = ["custom", "notebook", "python"];

/** The beginning of a chapter, as far as its first code with this name: slides of all would take a second. */
function asFarAs(name: string, chapter: string): Notebook {
  const notebook = readNotebook(chapter);
  const last = notebook.cells.findIndex(
    ({ cell_type, source }) => cell_type === "code" && joined(source).includes(name),
  );
  return { ...notebook, cells: notebook.cells.slice(0, last + 1) };
}

const textNotebook = (...sources: string[]): Notebook => ({
  ...readNotebook(chapters()[0] ?? ""),
  cells: sources.map((source, index) => ({
    cell_type: "markdown",
    id: `text-${index}`,
    metadata: {},
    source,
  })),
});

/**
 * The contents, with cells that print, show, draw, and have a result; nothing has run. Their own
 * would start a database. A link leads on to the notebook of a later test.
 */
function withEachKindOfOutput(): Notebook {
  const contents = readNotebook(chapters()[0] ?? "");
  const code = (id: string, source: string): Cell => ({
    cell_type: "code",
    id,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  });
  const cells: Cell[] = [
    ...contents.cells.filter(({ cell_type }) => cell_type === "markdown"),
    code("print", 'console.log("This is TypeScript, and it runs.");'),
    code(
      "show",
      'import { draw, show } from "../lib";\nshow([{ user_id: "7", balance: 100 }]);\ndraw.units({ Scan: 12.5, Query: 1 });',
    ),
    code("result", "6 * 7"),
    { cell_type: "markdown", id: "on", metadata: {}, source: "[on](links.ipynb)" },
  ];
  return { ...contents, cells };
}

/**
 * Chapters that together have each kind of element in their outputs, and of HTML in their text;
 * Markdown and code look the same in each. `export.hard.ts` has all chapters.
 */
function withAllKinds(): string[] {
  const htmlOf = (cell: Cell) =>
    cell.cell_type === "markdown"
      ? joined(cell.source)
      : (cell.outputs ?? []).map(({ data }) => joined(data?.["text/html"] ?? "")).join("\n");
  return pagesWithAllKinds(
    new Map(chapters().map((file) => [file, readNotebook(file).cells.map(htmlOf).join("\n")])),
    chapters().slice(0, 1),
  );
}
