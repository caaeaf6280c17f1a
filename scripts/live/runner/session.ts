/** A runner for a test, as a page has it: its worker is a thread of Node. */
import assert from "node:assert/strict";
import { MessageChannel, type Worker } from "node:worker_threads";
import { mergeStreams } from "../../notebooks/execute";
import type { Output } from "../../notebooks/notebook";
import type { FromRunner, ToRunner } from "../protocol";
import { bundled, startThread } from "../thread";
import { options as databaseOptions } from "../database/bundle";
import { options } from "./bundle";

/** What a page knows about a cell that has run. */
export type Ran = { status: "ok" | "error"; outputs: Output[]; passed: string[] };

type Shown = Output & { id?: string };

/** The bundles, made once for all sessions of a test. */
let code: Promise<[runner: string, database: string]> | undefined;
const codeOnce = () => (code ??= Promise.all([bundled(options()), bundled(databaseOptions())]));

export class PageSession {
  #count = 0;
  /** The cells that haven't ended, by their numbers. */
  readonly #waiting = new Map<number, { shown: Shown[]; done: (ran: Ran) => void }>();
  #ready: () => void = () => undefined;

  private constructor(
    private readonly runner: Worker,
    private readonly database: Worker,
  ) {}

  static async start(chapter = "01-user-wallet"): Promise<PageSession> {
    const [runner, database] = (await codeOnce()).map(startThread) as [Worker, Worker];
    const session = new PageSession(runner, database);
    const { port1, port2 } = new MessageChannel();
    database.postMessage({ port: port2 }, [port2]);
    const ready = new Promise<void>((resolve) => (session.#ready = resolve));
    runner.on("message", (message: FromRunner) => session.#receive(message));
    runner.postMessage({ start: { database: port1, chapter } }, [port1]);
    await ready;
    return session;
  }

  /** Runs a cell. */
  run(source: string, cell = ""): Promise<Ran> {
    const number = ++this.#count;
    this.#post({ run: { number, cell, code: source } });
    return new Promise((done) => this.#waiting.set(number, { shown: [], done }));
  }

  async close(): Promise<void> {
    await Promise.all([this.runner.terminate(), this.database.terminate()]);
  }

  #post(message: ToRunner): void {
    this.runner.postMessage(message);
  }

  #receive(message: FromRunner): void {
    if ("ready" in message) return this.#ready();
    const [{ number }] = Object.values(message) as [{ number: number }];
    const cell = this.#waiting.get(number);
    assert.ok(cell, `A cell that has ended said ${JSON.stringify(message)}`);
    if ("output" in message) cell.shown.push(message.output.output);
    else if ("clear" in message) cell.shown = [];
    else if ("update" in message) {
      const output: Shown = message.update.output;
      cell.shown = cell.shown.map((one) => (one.id === output.id ? output : one));
    } else {
      this.#waiting.delete(number);
      const { status, passed } = message.done;
      cell.done({ status, passed, outputs: cell.shown.reduce(mergeStreams, []) });
    }
  }
}

/** What it printed. */
export const printed = ({ outputs }: Ran, name: "stdout" | "stderr" = "stdout"): string =>
  outputs
    .filter((output) => output.output_type === "stream" && output.name === name)
    .map(({ text }) => String(text))
    .join("");

/** The lines of the error that ended it. */
export const errorOf = ({ outputs }: Ran): string[] =>
  outputs.flatMap(({ output_type, traceback }) =>
    output_type === "error" ? (traceback as string[]) : [],
  );
