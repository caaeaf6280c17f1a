/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { EventEmitter, once } from "node:events";
import path from "node:path";
import type { Browser, Locator, Page, Route, WebSocket } from "playwright-core";
import { LIMIT } from "../testing/limit";
import { launchChromium, openPage } from "./chromium";
import { startWorkbook, type Workbook } from "./workbook";

const NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)";

/** What a cell writes to stderr, and what ends it. */
const ERRORS = ["stderr", "error"]
  .map((kind) => `[data-mime-type='application/vnd.jupyter.${kind}']`)
  .join(", ");

/** JupyterLab in a page, as a learner uses it. */
export class Lab {
  /** Requests to anywhere but this machine. */
  readonly foreign: string[] = [];
  /** What went wrong in the page, as its console says. */
  readonly complaints: string[] = [];
  /** Kernels, by id, that have answered JupyterLab. */
  private readonly answered = new Set<string>();
  /** How many cells have run. */
  private replies = 0;
  private readonly answers = new EventEmitter();

  private constructor(
    private readonly browser: Browser,
    private readonly workbook: Workbook,
    readonly page: Page,
  ) {
    page.on("websocket", (socket) => this.listen(socket));
    page.on("pageerror", (error) => this.complaints.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") this.complaints.push(message.text());
    });
    page.on("request", (request) => {
      if (isForeign(request.url())) this.foreign.push(request.url());
    });
  }

  static async start(chromium: string): Promise<Lab> {
    const [browser, workbook] = await Promise.all([launchChromium(chromium), startWorkbook()]);
    const page = await openPage(browser, { viewport: { width: 1400, height: 1000 } });
    // JupyterLab saves by itself after a while: the chapters must stay unchanged, and so must the
    // tabs of the person who uses this checkout.
    await page.route(/\/api\/contents\/notebooks\//, (route) =>
      route.request().method() === "PUT" ? unsaved(route) : route.continue(),
    );
    await page.route(/\/api\/workspaces\//, (route) =>
      route.request().method() === "PUT" ? route.fulfill({ status: 204 }) : route.continue(),
    );
    return new Lab(browser, workbook, page);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.workbook.stop();
  }

  /**
   * Opens a notebook by its path in the project, in an empty workspace; kernels that ran before are
   * ended.
   */
  async open(notebook = "notebooks/00-contents.ipynb"): Promise<void> {
    const place = new URL(this.workbook.address);
    place.pathname = `/lab/workspaces/browser-test/tree/${notebook}`;
    place.searchParams.set("reset", "");
    await this.page.goto("about:blank");
    await this.endKernels();
    const kernel = this.startedKernel(path.basename(notebook));
    await this.page.goto(place.href);
    await this.page.locator(`${NOTEBOOK} .jp-Cell`).first().waitFor();
    await this.connected(await kernel);
    await this.idle();
  }

  /** Follows the first link of the open notebook to another one, or the last. */
  async follow(chapter: string, which: "first" | "last" = "first"): Promise<void> {
    const kernel = this.startedKernel(chapter);
    await this.page.locator(`${NOTEBOOK} a[href*="${chapter}"]`)[which]().click();
    await this.current(chapter);
    await this.connected(await kernel);
    await this.idle();
  }

  /**
   * Follows the link of the open notebook to another one; opens that by its path if there is no such
   * link, as after a test that failed.
   */
  async followOrOpen(notebook: string): Promise<void> {
    const name = path.basename(notebook);
    const links = this.page.locator(`${NOTEBOOK} a[href*="${name}"]`);
    await ((await links.count()) > 0 ? this.follow(name) : this.open(notebook));
  }

  /** Follows the last link of the open notebook to one that is open, too. */
  async back(chapter: string): Promise<void> {
    await this.page.locator(`${NOTEBOOK} a[href*="${chapter}"]`).last().click();
    await this.current(chapter);
  }

  /** Follows a link to a heading, of this notebook or of another one. */
  async followToHeading(link: string, heading: string): Promise<void> {
    await this.page.locator(`${NOTEBOOK} a:text-is("${link}")`).click();
    await inView(this.page.locator(`${NOTEBOOK} :is(h1, h2, h3):has-text("${heading}")`));
  }

  /** Goes to an open notebook by its tab. */
  async show(notebook: string): Promise<void> {
    await this.tab(notebook).click();
    await this.current(notebook);
  }

  /** Follows the first link of the open notebook to another one, which may be open already. */
  async reach(chapter: string): Promise<void> {
    if ((await this.tab(chapter).count()) === 0) return this.follow(chapter);
    await this.page.locator(`${NOTEBOOK} a[href*="${chapter}"]`).first().click();
    await this.current(chapter);
  }

  /** Ends the kernel of the open notebook, and with it its database: many would add up. */
  async shutDownKernel(): Promise<void> {
    const ended = this.page.waitForResponse(
      (answer) =>
        answer.request().method() === "DELETE" && /\/api\/(sessions|kernels)\//.test(answer.url()),
    );
    await this.menu("Kernel", "Shut Down Kernel");
    await ended;
  }

  /** Closes a notebook without saving it, if it is open: JupyterLab slows down with each one. */
  async closeTab(notebook: string): Promise<void> {
    if ((await this.tab(notebook).count()) === 0) return;
    const isChanged = await this.tab(notebook).evaluate((tab) =>
      tab.classList.contains("jp-mod-dirty"),
    );
    await this.tab(notebook).locator(".lm-TabBar-tabCloseIcon").click();
    if (isChanged) await this.page.locator(".jp-Dialog button:has-text('Discard')").click();
    await this.tab(notebook).waitFor({ state: "detached" });
  }

  async runAll(): Promise<void> {
    await this.finished(() => this.menu("Run", "Run All Cells"));
  }

  async restartAndRunAll(): Promise<void> {
    await this.finished(async () => {
      await this.menu("Kernel", "Restart Kernel and Run All Cells…");
      await this.accept();
    });
  }

  /**
   * Saves the notebook, and its HTML as this file. `sanitize` is the tick that JupyterLab offers
   * for it, and sets.
   */
  async exportHtml(file: string, sanitize: boolean): Promise<void> {
    await this.menu("File", "Save and Export Notebook As", "HTML");
    const tick = this.page.locator(".jp-Dialog input[type=checkbox]");
    if ((await tick.isChecked()) !== sanitize) await tick.click();
    const download = this.page.waitForEvent("download");
    await this.accept();
    await (await download).saveAs(file);
  }

  /** Saves the notebook. Returns the status of the server's answer. */
  async save(): Promise<number> {
    const saved = this.page.waitForResponse(
      (answer) => answer.request().method() === "PUT" && answer.url().includes("/api/contents/"),
    );
    await this.menu("File", "Save Notebook");
    return (await saved).status();
  }

  /** The entries of "Save and Export Notebook As". */
  async exportEntries(): Promise<string[]> {
    await this.menu("File", "Save and Export Notebook As");
    const entries = this.page.locator(".lm-Menu").last().locator(".lm-Menu-itemLabel");
    await entries.getByText("HTML", { exact: true }).waitFor();
    const labels = await entries.allInnerTexts();
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press("Escape");
    return labels;
  }

  /** The formats that the server exports. JupyterLab's menu leaves out three of them. */
  async exportFormats(): Promise<string[]> {
    const { origin, headers } = this.server();
    const answer = await this.page.request.get(`${origin}/api/nbconvert`, { headers });
    return Object.keys((await answer.json()) as object).sort();
  }

  /** Adds a cell at the end. */
  async addCell(): Promise<void> {
    await this.page.locator(`${NOTEBOOK} .jp-Notebook-footer`).click();
  }

  /** The same HTML as from that menu, of a notebook as it is stored. */
  async exportStored(notebook: string, format = "html", sanitize = true): Promise<string> {
    const { origin, headers } = this.server();
    const answer = await this.page.request.get(
      `${origin}/nbconvert/${format}/${notebook}?sanitize_html=${sanitize}`,
      { headers },
    );
    if (!answer.ok()) throw new Error(`${format}: status ${answer.status()}`);
    return answer.text();
  }

  /** A page in the same browser, for what isn't JupyterLab. */
  newPage(options: Parameters<Browser["newPage"]>[0]): Promise<Page> {
    return openPage(this.browser, options);
  }

  /** Returns the completions after this code in the last cell. */
  async completions(code: string): Promise<string[]> {
    await this.write(code);
    await this.page.keyboard.press("Tab");
    const offered = this.page.locator(".jp-Completer:not(.lm-mod-hidden) .jp-Completer-item");
    await offered.first().waitFor();
    // A long list is filled in several frames: it is whole when it has stopped growing.
    let names = await offered.allInnerTexts();
    for (let before = 0; names.length > before; names = await offered.allInnerTexts()) {
      before = names.length;
      await this.page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 200))),
      );
    }
    await this.page.keyboard.press("Escape");
    return names;
  }

  /** Returns the tooltip after this code in the last cell. */
  async tooltip(code: string): Promise<string> {
    await this.write(code);
    await this.page.keyboard.press("Shift+Tab");
    const shown = this.page.locator(".jp-Tooltip");
    await shown.waitFor();
    const text = await shown.innerText();
    await this.page.keyboard.press("Escape");
    await shown.waitFor({ state: "detached" });
    return text;
  }

  /** Texts of everything that a cell printed as an error. */
  errors(): Promise<string[]> {
    return this.page.locator(`${NOTEBOOK} .jp-OutputArea-output:is(${ERRORS})`).allInnerTexts();
  }

  /** Questions and notices that JupyterLab shows by itself. */
  questions(): Locator {
    return this.page.locator(
      ".jp-Dialog, .jp-toastContainer .jp-Notification-List-Item, .Toastify__toast",
    );
  }

  /** The tables and pictures among the outputs. */
  htmlOutputs(): Locator {
    return this.page.locator(`${NOTEBOOK} .jp-OutputArea-output.jp-RenderedHTML`);
  }

  /** Waits until the open notebook shows so many outputs: JupyterLab draws a long one bit by bit. */
  async showsOutputs(count: number): Promise<void> {
    await this.page.waitForFunction(
      ([notebook, count]) =>
        document.querySelectorAll(`${notebook} .jp-OutputArea-child`).length === count,
      [NOTEBOOK, count] as const,
    );
  }

  /** Cells whose content is wider than its room, by their first words. */
  cutOutputs(): Promise<string[]> {
    return this.page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          ".jp-Notebook .jp-OutputArea-output, .jp-Notebook .jp-OutputArea-output > div",
        ),
      ]
        .filter((output) => output.scrollWidth > output.clientWidth + 1)
        .map((output) => output.innerText.slice(0, 60)),
    );
  }

  /** Replaces the text of the last cell. */
  private async write(code: string): Promise<void> {
    await this.page.locator(`${NOTEBOOK} .jp-Cell`).last().locator(".cm-content").click();
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.type(code);
  }

  private async menu(name: string, ...entries: string[]): Promise<void> {
    await this.page.locator(`.lm-MenuBar-item:has-text("${name}")`).first().click();
    for (const entry of entries)
      await this.page.locator(`.lm-Menu-item:has(.lm-Menu-itemLabel:text-is("${entry}"))`).click();
  }

  private async accept(): Promise<void> {
    await this.page.locator(".jp-Dialog button.jp-mod-accept").click();
    await this.page.locator(".jp-Dialog").waitFor({ state: "detached" });
  }

  /** Each has a database: they would add up. */
  private async endKernels(): Promise<void> {
    const { origin, headers } = this.server();
    const sessions = (await (
      await this.page.request.get(`${origin}/api/sessions`, { headers })
    ).json()) as { id: string }[];
    await Promise.all(
      sessions.map(({ id }) =>
        this.page.request.delete(`${origin}/api/sessions/${id}`, { headers }),
      ),
    );
  }

  private server() {
    const { origin, searchParams } = new URL(this.workbook.address);
    return { origin, headers: { Authorization: `token ${searchParams.get("token")}` } };
  }

  private tab(notebook: string): Locator {
    return this.page.locator(`.lm-DockPanel-tabBar .lm-TabBar-tab:has-text("${notebook}")`);
  }

  private async current(chapter: string): Promise<void> {
    await this.page
      .locator(`.lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current:has-text("${chapter}")`)
      .waitFor();
  }

  private async startedKernel(chapter: string): Promise<string> {
    const response = await this.page.waitForResponse(
      (answer) =>
        answer.request().method() === "POST" &&
        answer.url().includes("/api/sessions") &&
        (answer.request().postData() ?? "").includes(chapter),
    );
    const session = (await response.json()) as { kernel: { id: string } };
    return session.kernel.id;
  }

  private listen(socket: WebSocket): void {
    const kernel = /\/api\/kernels\/([^/]+)\/channels/.exec(socket.url())?.[1];
    if (kernel === undefined) return;
    socket.on("framereceived", ({ payload }) => {
      const message = payload.toString();
      if (message.includes('"kernel_info_reply"')) {
        this.answered.add(kernel);
        this.answers.emit(kernel);
      } else if (message.includes('"execute_reply"')) {
        this.replies += 1;
        this.answers.emit("execute_reply");
      }
    });
  }

  /**
   * JupyterLab says "idle" before it has a kernel, and silently drops the cells that it should
   * run then.
   */
  private async connected(kernel: string): Promise<void> {
    if (!this.answered.has(kernel))
      await once(this.answers, kernel, { signal: AbortSignal.timeout(LIMIT) });
  }

  private async idle(): Promise<void> {
    await this.page
      .locator(`${NOTEBOOK} .jp-Notebook-ExecutionIndicator[data-status='idle']`)
      .waitFor();
  }

  /**
   * Does what runs all cells, and waits until the kernel has answered each, and each has a number.
   */
  private async finished(run: () => Promise<void>): Promise<void> {
    const before = this.replies;
    await run();
    const cells = await this.page.locator(`${NOTEBOOK} .jp-CodeCell`).count();
    const limit = AbortSignal.timeout(LIMIT);
    while (this.replies < before + cells)
      await once(this.answers, "execute_reply", { signal: limit });
    await this.page.waitForFunction((notebook) => {
      const prompts = [
        ...document.querySelectorAll<HTMLElement>(`${notebook} .jp-CodeCell .jp-InputArea-prompt`),
      ];
      return prompts.every((prompt) => /\[\d+\]/.test(prompt.innerText));
    }, NOTEBOOK);
    await this.idle();
  }
}

/** Answers a request to save a notebook as if it had succeeded; the file stays unchanged. */
async function unsaved(route: Route): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  const response = await route.fetch({ url: `${origin}${pathname}?content=0`, method: "GET" });
  await route.fulfill({ response });
}

/** Waits until all of a part is on the screen. */
export async function inView(part: Locator): Promise<void> {
  await part.waitFor();
  const handle = await part.elementHandle();
  await part.page().waitForFunction((element) => {
    const { top, bottom } = element?.getBoundingClientRect() ?? { top: -1, bottom: -1 };
    return top > -1 && bottom <= innerHeight;
  }, handle);
}

/** Whether a request leaves this machine. */
export function isForeign(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return /^(http|ws)s?:$/.test(protocol) && hostname !== "127.0.0.1";
}
