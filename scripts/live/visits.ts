/// <reference lib="dom" />
/** Visits of a browser to the built site. */
import { after, before } from "node:test";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { siteForTests } from "../docs/site-for-tests";
import { SiteInBrowser } from "../docs/site-in-browser";
import { CHAPTER } from "./actions";

/** A page, how to open another one, and the addresses that it asked for. */
export type Visit = { page: Page; open: (file: string) => Promise<void>; requests: string[] };

/** The address of a file of the site. */
type Address = (file: string) => string;

type Options = BrowserContextOptions & {
  from?: Address;
  /** The page that is opened; by default the chapter. */
  file?: string;
  /** What is done before it opens. */
  before?: (page: Page) => Promise<unknown>;
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

  /** Opens a page in a fresh tab; it must neither throw nor log an error. */
  visit(
    work: (visit: Visit) => Promise<void>,
    {
      from = this.served,
      file = `${CHAPTER}.html`,
      types = false,
      before,
      ...options
    }: Options = {},
  ): Promise<void> {
    return this.site.inPage(options, async (page, requests) => {
      if (!types) await page.addInitScript(saveData);
      await before?.(page);
      const open = async (file: string) => void (await page.goto(from(file)));
      await open(file);
      await work({ page, open, requests });
    });
  }
}

/** Makes the browser one of a reader who saves data. */
function saveData(): void {
  Object.defineProperty(navigator, "connection", { value: { saveData: true } });
}
