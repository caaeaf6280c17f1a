/// <reference lib="dom" />
import { existsSync } from "node:fs";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright-core";
import { LIMIT } from "../testing/limit";

/** The headless shell first: it has no window of its own, which takes two thirds of the work. */
const PLACES = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** The browser of this machine: the one that CHROMIUM names, else one in a usual place. */
export const chromiumPath = (): string | undefined =>
  [process.env["CHROMIUM"], ...PLACES].find((file) => file !== undefined && existsSync(file));

/** Why a browser test is skipped; `npm test` says at its end how to change that. */
export const NO_CHROMIUM = "Chromium isn't installed";

/** What installs it, a line for each system. */
export const INSTALL_CHROMIUM = [
  "Debian:          sudo apt-get install chromium-headless-shell",
  "Ubuntu:          sudo apt-get install chromium",
  "Fedora:          sudo dnf install chromium",
  "macOS:           brew install --cask chromium",
  "elsewhere:       set CHROMIUM to the path of a Chromium or Chrome",
];

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Pages of tests are short-lived: optimizing their code, and V8's helper threads, cost more than
  // they save.
  "--js-flags=--no-opt,--single-threaded",
];

export const launchChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ARGUMENTS, timeout: LIMIT });

/** A page in a context of its own, which closes with it. It waits as long as all tests do. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const page = await browser.newPage(options);
  page.setDefaultTimeout(LIMIT);
  return page;
}

/** What a medium shows and hides is decided when it is drawn. */
export const nextFrame = (page: Page): Promise<unknown> =>
  page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
