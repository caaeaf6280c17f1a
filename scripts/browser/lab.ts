/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
import { spawn, type ChildProcess } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { createInterface } from "node:readline";
import path from "node:path";
import type { Page, WebSocket } from "playwright-core";

const ROOT = path.resolve(__dirname, "../../..");

/** `npm start -- --no-browser`, as far as the line with its address. */
export async function startWorkbook(): Promise<{ address: string; stop(): Promise<void> }> {
  const child = spawn(process.execPath, [path.join(ROOT, "scripts", "run.js"), "start", "--no-browser"], { stdio: ["ignore", "pipe", "inherit"] });
  return { address: await addressFrom(child), stop: () => stop(child) };
}

async function addressFrom(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error("The workbook was started without a pipe.");
  for await (const line of createInterface(child.stdout)) {
    if (/^\s*http:\/\/127\.0\.0\.1:\S+token=\S+\s*$/.test(line)) return line.trim();
  }
  throw new Error("The workbook ended before it said its address.");
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  await closed;
}

/** JupyterLab in a page, as a learner uses it. */
export class Lab {
  /** Kernels, by id, that have answered JupyterLab. */
  private readonly answered = new Set<string>();
  private readonly answers = new EventEmitter();

  constructor(readonly page: Page) {
    page.on("websocket", (socket) => this.listen(socket));
  }

  /** In a workspace of the tests' own, empty: the default one remembers the tabs of whoever uses this checkout. */
  async open(address: string): Promise<void> {
    const place = new URL(address.replace("/lab/tree/", "/lab/workspaces/browser-test/tree/"));
    place.searchParams.set("reset", "");
    await this.page.goto(place.href);
    await this.page.locator(".jp-Notebook:visible .jp-Cell").first().waitFor();
    await this.idle();
  }

  /** Follows a link of the open notebook to another one. */
  async follow(chapter: string): Promise<void> {
    const kernel = this.startedKernel(chapter);
    await this.page.locator(`.jp-Notebook:visible a[href*="${chapter}"]`).first().click();
    await this.page.locator(`.lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current[title*="${chapter}"], .lm-TabBar-tab.lm-mod-current:has-text("${chapter}")`).first().waitFor();
    await this.connected(await kernel);
    await this.idle();
  }

  async runAll(): Promise<void> {
    await this.menu("Run", "Run All Cells");
    await this.finished();
  }

  async restartAndRunAll(): Promise<void> {
    await this.menu("Kernel", "Restart Kernel and Run All Cells…");
    await this.page.locator(".jp-Dialog button.jp-mod-accept").click();
    await this.page.locator(".jp-Dialog").waitFor({ state: "detached" });
    await this.finished();
  }

  /** Texts of everything that a cell printed as an error. */
  errors(): Promise<string[]> {
    return this.page.locator(".jp-Notebook:visible .jp-OutputArea-output[data-mime-type='application/vnd.jupyter.stderr']").allInnerTexts();
  }

  /** Cells whose content is wider than its room, by their first words. */
  cutOutputs(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>(".jp-Notebook .jp-OutputArea-output, .jp-Notebook .jp-OutputArea-output > div")]
        .filter((output) => output.scrollWidth > output.clientWidth + 1)
        .map((output) => output.innerText.slice(0, 60)),
    );
  }

  private async menu(name: string, entry: string): Promise<void> {
    await this.page.locator(`.lm-MenuBar-item:has-text("${name}")`).first().click();
    await this.page.locator(`.lm-Menu-item:has(.lm-Menu-itemLabel:text-is("${entry}"))`).click();
  }

  private async startedKernel(chapter: string): Promise<string> {
    const response = await this.page.waitForResponse((answer) =>
      answer.request().method() === "POST" && answer.url().includes("/api/sessions") && (answer.request().postData() ?? "").includes(chapter));
    const session = (await response.json()) as { kernel: { id: string } };
    return session.kernel.id;
  }

  private listen(socket: WebSocket): void {
    const kernel = /\/api\/kernels\/([^/]+)\/channels/.exec(socket.url())?.[1];
    if (kernel === undefined) return;
    socket.on("framereceived", ({ payload }) => {
      if (!payload.toString().includes('"kernel_info_reply"')) return;
      this.answered.add(kernel);
      this.answers.emit(kernel);
    });
  }

  /** JupyterLab says "idle" before it has a kernel, and silently drops the cells that it is told to run then. */
  private async connected(kernel: string): Promise<void> {
    if (!this.answered.has(kernel)) await once(this.answers, kernel, { signal: AbortSignal.timeout(60_000) });
  }

  private async idle(): Promise<void> {
    await this.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status='idle']").waitFor();
  }

  /** Every code cell has a number, and the kernel rests. */
  private async finished(): Promise<void> {
    await this.page.waitForFunction(() => {
      const prompts = [...document.querySelectorAll<HTMLElement>(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell .jp-InputArea-prompt")];
      return prompts.length > 0 && prompts.every((prompt) => /\[\d+\]/.test(prompt.innerText));
    });
    await this.idle();
  }
}
