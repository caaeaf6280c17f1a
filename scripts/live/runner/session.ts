/** A runner for a test, as a page has it. */
import assert from "node:assert/strict";
import { mergeStreams } from "../../notebooks/execute";
import type { Output } from "../../notebooks/notebook";
import type { FromRunner } from "../protocol";
import { inThreads, type Host, type Workers } from "./hosts";

/** What a page knows about a cell that has run. */
export type Ran = { status: "ok" | "error"; outputs: Output[]; passed: string[] };

type Shown = Output & { id?: string };

export class PageSession {
  #count = 0;
  /** The cells that haven't ended, by their numbers. */
  readonly #waiting = new Map<number, { shown: Shown[]; done: (ran: Ran) => void }>();
  #workers: Workers | undefined;
  #ready: () => void = () => undefined;

  private constructor() {}

  static async start(host: Host = inThreads, chapter = "01-user-wallet"): Promise<PageSession> {
    const session = new PageSession();
    const ready = new Promise<void>((resolve) => (session.#ready = resolve));
    session.#workers = await host(chapter, (message) => session.#receive(message));
    await ready;
    return session;
  }

  /** Runs a cell. */
  async run(source: string, cell = ""): Promise<Ran> {
    const number = ++this.#count;
    const ran = new Promise<Ran>((done) => this.#waiting.set(number, { shown: [], done }));
    await this.#workers?.post({ run: { number, cell, code: source } });
    return ran;
  }

  async close(): Promise<void> {
    await this.#workers?.close();
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
