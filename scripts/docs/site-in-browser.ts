import assert from "node:assert/strict";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { launchChromium, openPage } from "../browser/chromium";
import { startServer } from "./serve";

const BELOW = "/some/where/";

/** A site in Chromium, from a folder of a server and from the disk. */
export class SiteInBrowser {
  /** Where the server has the site. */
  readonly root: string;
  /** Where the disk has it. */
  readonly folder: string;

  private constructor(
    site: string,
    private readonly browser: Browser,
    private readonly server: Server,
  ) {
    this.root = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BELOW}`;
    this.folder = `${pathToFileURL(site).href}/`;
  }

  static async start(site: string, chromium: string): Promise<SiteInBrowser> {
    const [browser, server] = await Promise.all([
      launchChromium(chromium),
      startServer(site, 0, BELOW),
    ]);
    return new SiteInBrowser(site, browser, server);
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.server.closeAllConnections();
    this.server.close();
  }

  served = (file: string) => `${this.root}${file}`;
  local = (file: string) => `${this.folder}${file}`;

  /** Does some work in a fresh page, which must have no errors; `requests` are its requests. */
  async inPage<T>(
    options: BrowserContextOptions,
    work: (page: Page, requests: string[]) => Promise<T>,
  ): Promise<T> {
    // Colours that fade in would be measured half way.
    const page = await openPage(this.browser, { reducedMotion: "reduce", ...options });
    try {
      const requests: string[] = [];
      page.on("request", (request) => requests.push(request.url()));
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(error.message));
      page.on(
        "console",
        (message) => message.type() === "error" && errors.push(`${page.url()}: ${message.text()}`),
      );
      const result = await work(page, requests);
      assert.deepEqual(errors, []);
      return result;
    } finally {
      await page.close();
    }
  }

  /**
   * Does some work with each of these pages, in as many tabs as there are cores; `requests` are
   * those of the tab.
   */
  async inTabs<T>(
    files: readonly string[],
    work: (page: Page, file: string, requests: readonly string[]) => Promise<T>,
  ): Promise<{ results: T[]; requests: string[] }> {
    const queue = files.values();
    const results: T[] = [];
    const requests: string[] = [];
    const tab = () =>
      this.inPage({}, async (page, sent) => {
        for (const file of queue) results.push(await work(page, file, sent));
        requests.push(...sent);
      });
    await Promise.all(Array.from({ length: availableParallelism() }, tab));
    return { results, requests };
  }
}
