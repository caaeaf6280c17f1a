/** The workers of a page when the database fails. They are threads of Node here. */
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import type { Worker as Thread } from "node:worker_threads";
import { options as databaseOptions } from "../database/bundle";
import { options as runnerOptions } from "../runner/bundle";
import { bundled, startThread } from "../thread";
import type { Machine } from "./machine";
import type { Shown } from "./runner";

/** It takes the runner's port, and throws at the first request. */
const FAILING = `onmessage = ({ data: { port } }) => {
  port.onmessage = () => { throw new Error("out of memory"); };
};`;
/** It throws before it hears anything. */
const BROKEN = `throw new Error("no storage");`;

const CELL = `import { connect } from "../lib"; import { ListTablesCommand } from "@aws-sdk/client-dynamodb";
const db = await connect(); (await db.send(new ListTablesCommand({}))).TableNames`;

type Listener = ((event: never) => void) | null;

/** A browser's worker, on a thread of Node. */
class PageWorker {
  onmessage: Listener = null;
  onerror: Listener = null;
  readonly #thread: Thread;
  readonly postMessage: Thread["postMessage"];

  constructor(_: string, { name }: { name: string }) {
    this.#thread = startThread(sources[name] ?? "");
    this.postMessage = this.#thread.postMessage.bind(this.#thread);
    this.#thread.on("message", (data: unknown) => this.onmessage?.({ data } as never));
    this.#thread.on("error", ({ message }) =>
      this.onerror?.({ message, preventDefault() {} } as never),
    );
    threads.push(this.#thread);
  }

  terminate(): void {
    void this.#thread.terminate();
  }
}

let sources: Record<string, string>;
let threads: Thread[] = [];
let working: string;
let machine: Machine;
let lost = 0;

/** What a browser has, and Node lacks, to load scripts and start workers. */
const BROWSER = {
  LIVE_FILES: { database: "database.js", runner: "runner.js" },
  liveSources: { database: "", runner: "" },
  document: {
    currentScript: { src: "https://example.invalid/_static/live/page.js" },
    createElement: () => ({}),
    head: { append: (script: { onload: () => void }) => script.onload() },
  },
  Worker: PageWorker,
};

describe("a page whose database fails", () => {
  before(async () => {
    const [runner, database] = await Promise.all([
      bundled(runnerOptions()),
      bundled(databaseOptions()),
    ]);
    sources = { runner };
    working = database;
    Object.assign(globalThis, BROWSER);
    const { Machine } = await import("./machine");
    machine = new Machine("01-user-wallet", () => lost++);
  });

  const run = async () => {
    const shown: Shown[] = [];
    const ending = await (await machine.runner()).run("a", CELL, (one) => shown.push(one));
    return { ...ending, shown };
  };

  for (const [when, database] of [
    ["at a request", FAILING],
    ["at its start", BROKEN],
  ] as const)
    test(`${when}: the cell ends with a sentence, and the next run has new workers`, async () => {
      lost = 0;
      sources["database"] = database;
      await assert.rejects(
        run(),
        /^Error: The page's database failed \(.*(memory|storage)\).* Run a cell again/,
      );
      assert.equal(lost, 1);
      sources["database"] = working;
      const { status, shown } = await run();
      assert.equal(status, "ok", JSON.stringify(shown));
      assert.equal(lost, 1);
      machine.end();
      await Promise.all(threads.map((thread) => thread.terminate()));
      threads = [];
    });
});
