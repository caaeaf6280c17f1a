/// <reference lib="dom" />
/** Visits of a browser to the built site. */
import { after, before } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { siteForTests } from "../docs/site-for-tests";
import { SiteInBrowser } from "../docs/site-in-browser";
import { CHAPTER } from "./actions";

/** A page with the chapter, how to open another one, and the addresses that it asked for. */
export type Visit = { page: Page; open: (file: string) => Promise<void>; requests: string[] };

/** The address of a file of the site. */
type Address = (file: string) => string;

type Options = BrowserContextOptions & {
  from?: Address;
  /** Whether the compiler loads after the first run. It takes most of the time of a visit. */
  types?: boolean;
};

/** For a suite of tests: a browser, and the built site, served and from its folder. */
export class Visits {
  #site: SiteInBrowser | undefined;

  constructor(launch: () => Promise<Browser>) {
    before(async () => {
      this.#site = await SiteInBrowser.start(await siteForTests(), launch);
    });
    after(() => this.#site?.close());
  }

  get site(): SiteInBrowser {
    if (this.#site === undefined) throw new Error("The browser starts before the tests.");
    return this.#site;
  }

  readonly served: Address = (file) => this.site.served(file);
  readonly local: Address = (file) => this.site.local(file);

  /** Opens the chapter in a fresh page; it must neither throw nor log an error. */
  visit(
    work: (visit: Visit) => Promise<void>,
    { from = this.served, types = false, ...options }: Options = {},
  ): Promise<void> {
    return this.site.inPage(options, async (page, requests) => {
      if (!types) await page.addInitScript(saveData);
      const open = async (file: string) => void (await page.goto(from(file)));
      await open(`${CHAPTER}.html`);
      await work({ page, open, requests });
    });
  }
}

/** Makes the browser one of a reader who saves data. */
function saveData(): void {
  Object.defineProperty(navigator, "connection", { value: { saveData: true } });
}
