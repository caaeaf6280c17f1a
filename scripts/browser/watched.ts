import assert from "node:assert/strict";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { openPage } from "./chromium";

/**
 * Does some work in a fresh page without animations, which must neither throw nor log an error.
 * `requests` gets the addresses that it asks for.
 */
export async function inWatchedPage<T>(
  browser: Browser,
  options: BrowserContextOptions,
  work: (page: Page, requests: string[]) => Promise<T>,
): Promise<T> {
  // Colours that fade in would be measured half way.
  const page = await openPage(browser, { reducedMotion: "reduce", ...options });
  const requests: string[] = [];
  const errors: string[] = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error") errors.push(`${page.url()}: ${line.text()}`);
  });
  try {
    const result = await work(page, requests);
    assert.deepEqual(errors, []);
    return result;
  } finally {
    await page.close();
  }
}
