import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { availableParallelism } from "node:os";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inWatchedPage } from "../browser/watched";
import { startServer } from "./serve";

const BELOW = "/some/where/";

/** A site in a browser, from a folder of a server and from the disk. */
export class SiteInBrowser {
  /** Where the server has the site. */
  readonly root: string;
  /** Where the disk has it. */
  readonly folder: string;

  private constructor(
    site: string,
    readonly browser: Browser,
    private readonly server: Server,
  ) {
    this.root = `http://127.0.0.1:${(server.address() as AddressInfo).port}${BELOW}`;
    this.folder = `${pathToFileURL(site).href}/`;
  }

  static async start(site: string, launch: () => Promise<Browser>): Promise<SiteInBrowser> {
    const [browser, server] = await Promise.all([launch(), startServer(site, 0, BELOW)]);
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
  inPage<T>(
    options: BrowserContextOptions,
    work: (page: Page, requests: string[]) => Promise<T>,
  ): Promise<T> {
    return inWatchedPage(this.browser, options, work);
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
