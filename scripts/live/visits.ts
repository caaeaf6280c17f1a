/** Visits of a browser to the built site. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before } from "node:test";
import { pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { inWatchedPage } from "../browser/watched";
import { startServer } from "../docs/serve";
import { siteForTests } from "../docs/site-for-tests";
import { CHAPTER } from "./actions";

const BELOW = "/some/where/";

/** A page with the chapter, how to open another one, and the addresses that it asked for. */
export type Visit = { page: Page; open: (file: string) => Promise<void>; requests: string[] };

/** The address of a file of the site. */
type Address = (file: string) => string;

type Options = BrowserContextOptions & { from?: Address };

/** For a suite of tests: a browser, and the built site, served and from its folder. */
export class Visits {
  #browser: Browser | undefined;
  #server: Server | undefined;
  #site = "";

  constructor(launch: () => Promise<Browser>) {
    before(async () => {
      this.#site = await siteForTests();
      [this.#browser, this.#server] = await Promise.all([
        launch(),
        startServer(this.#site, 0, BELOW),
      ]);
    });
    after(async () => {
      await this.#browser?.close();
      this.#server?.closeAllConnections();
      this.#server?.close();
    });
  }

  readonly served: Address = (file) =>
    `http://127.0.0.1:${(this.#server?.address() as AddressInfo).port}${BELOW}${file}`;

  readonly local: Address = (file) => `${pathToFileURL(this.#site).href}/${file}`;

  get browser(): Browser {
    if (this.#browser === undefined) throw new Error("The browser starts before the tests.");
    return this.#browser;
  }

  /** Opens the chapter in a fresh page; it must neither throw nor log an error. */
  visit(
    work: (visit: Visit) => Promise<void>,
    { from = this.served, ...options }: Options = {},
  ): Promise<void> {
    return inWatchedPage(this.browser, options, async (page, requests) => {
      const open = async (file: string) => void (await page.goto(from(file)));
      await open(`${CHAPTER}.html`);
      await work({ page, open, requests });
    });
  }
}
