/// <reference lib="dom" />
/** Where tests run the workers of a page: in browsers, from the built site, or in threads of Node. */
import { describe } from "node:test";
import { MessageChannel as Channel, type Worker as Thread } from "node:worker_threads";
import { chromiumPath, launchChromium, openPage } from "../../browser/chromium";
import { firefoxPath, launchFirefox, NO_FIREFOX } from "../../browser/firefox";
import type { SiteInBrowser } from "../../docs/site-in-browser";
import { options as databaseOptions } from "../database/bundle";
import type { FromRunner, ToRunner } from "../protocol";
import { bundled, startThread } from "../thread";
import { Visits } from "../visits";
import { options as runnerOptions } from "./bundle";

/** A runner that is connected to a database: how to tell it something, and how to end both. */
export type Workers = { post: (message: ToRunner) => Promise<void>; close: () => Promise<void> };

/** Starts them for a chapter; `hear` gets what the runner says. */
export type Host = (chapter: string, hear: (message: FromRunner) => void) => Promise<Workers>;

/** Where a suite runs. */
export type Place = "threads" | "Chromium" | "Firefox";

type Define = (host: Host, place: Place) => void;
type Options = { concurrency?: number };

/** Defines a suite for Chromium, or for threads where there is none. */
export function inChromium(what: string, define: Define, options: Options = {}): void {
  const file = chromiumPath();
  if (file === undefined)
    describe(`${what}, in threads`, options, () => define(inThreads, "threads"));
  else
    describe(`${what}, in Chromium`, options, () =>
      define(hostIn(new Visits(() => launchChromium(file))), "Chromium"),
    );
}

/** Defines a suite for Firefox. */
export function inFirefox(what: string, define: Define, options: Options = {}): void {
  const file = firefoxPath();
  describe(`${what}, in Firefox`, { ...options, skip: file === undefined && NO_FIREFOX }, () =>
    define(hostIn(new Visits(() => launchFirefox(file ?? ""))), "Firefox"),
  );
}

/** The pages of the site in the browser of these visits. */
export const hostIn =
  (visits: Visits): Host =>
  (chapter, hear) =>
    inPage(visits.site, chapter, hear);

/**
 * The workers as the site has them, started by its smallest page, which was opened from the folder:
 * the others spend time on code and styles that the workers have no part in.
 */
async function inPage(
  site: SiteInBrowser,
  chapter: string,
  hear: Parameters<Host>[1],
): Promise<Workers> {
  const page = await openPage(site.browser);
  await page.exposeFunction("hear", (messages: FromRunner[]) => {
    // Each by itself: an error must fail the test, not the page's call.
    for (const message of messages) queueMicrotask(() => hear(message));
  });
  await page.goto(site.local("404.html"));
  for (const worker of ["runner", "database"])
    await page.addScriptTag({ url: `_static/live/${worker}.js` });
  await page.evaluate(startWorkers, chapter);
  return {
    post: (message) =>
      page.evaluate((message) => (window as unknown as InPage).post(message), message),
    close: () => page.close(),
  };
}

type InPage = {
  liveSources: Record<string, string>;
  hear: (messages: FromRunner[]) => void;
  post: (message: ToRunner) => void;
};

/** Does in the page what its own code does at the first Run. */
function startWorkers(chapter: string): Promise<void> {
  const here = window as unknown as InPage;
  const start = (name: string) =>
    new Worker(URL.createObjectURL(new Blob([here.liveSources[name] ?? ""])));
  const [runner, database] = [start("runner"), start("database")];
  const { port1, port2 } = new MessageChannel();
  database.postMessage({ port: port1 }, [port1]);
  const failed = new Promise<never>((_, reject) => {
    for (const worker of [runner, database])
      worker.onerror = ({ message }) => reject(new Error(`A worker failed: ${message}`));
  });
  // What a cell says is told when the cell is done: each call of the test costs more than the cell.
  let said: FromRunner[] = [];
  let isRunning = false;
  const ready = new Promise<void>((resolve) => {
    runner.onmessage = ({ data }: MessageEvent<FromRunner>) => {
      said.push(data);
      isRunning &&= !("done" in data);
      if (isRunning) return;
      here.hear(said);
      said = [];
      if ("ready" in data) resolve();
    };
  });
  here.post = (message) => {
    isRunning = true;
    runner.postMessage(message);
  };
  runner.postMessage({ start: { database: port2, chapter } }, [port2]);
  return Promise.race([ready, failed]);
}

/** The bundles, made once for all sessions of a test. */
let code: Promise<[runner: string, database: string]> | undefined;
const codeOnce = () =>
  (code ??= Promise.all([bundled(runnerOptions()), bundled(databaseOptions())]));

/** The workers in two threads of Node. */
export const inThreads: Host = async (chapter, hear) => {
  const [runner, database] = (await codeOnce()).map(startThread) as [Thread, Thread];
  const { port1, port2 } = new Channel();
  database.postMessage({ port: port2 }, [port2]);
  runner.on("message", (message: FromRunner) => void hear(message));
  runner.postMessage({ start: { database: port1, chapter } }, [port1]);
  return {
    post: (message) => Promise.resolve(runner.postMessage(message)),
    close: async () => void (await Promise.all([runner.terminate(), database.terminate()])),
  };
};
