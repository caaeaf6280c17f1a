import type { FromRunner, Output, ToRunner } from "../protocol";
import { startWorker } from "./files";

/**
 * What a cell shows while it runs. `replaces`: in place of the output with the same id. `clear`:
 * nothing any more.
 */
export type Shown = { output: Output; replaces: boolean } | "clear";

export type Ending = { status: "ok" | "error"; passed: string[] };

/** Why a cell has no ending: it was stopped. */
export class Stopped extends Error {}

type Pending = {
  show: (shown: Shown) => void;
  resolve: (ending: Ending) => void;
  reject: (reason: Error) => void;
};

/** The worker that runs cells. It can be ended at any time; its database lives on. */
export class Runner {
  #last = 0;
  #pending = new Map<number, Pending>();
  /** Why it runs no more cells. */
  #ended: Error | undefined;

  private constructor(private readonly worker: Worker) {}

  /** Starts a worker that is connected to the database. Resolves when it can run cells. */
  static async start(database: Worker, chapter: string): Promise<Runner> {
    const worker = await startWorker("runner");
    const runner = new Runner(worker);
    const { port1, port2 } = new MessageChannel();
    database.postMessage({ port: port1 }, [port1]);
    await new Promise<void>((resolve, reject) => {
      worker.onmessage = () => resolve();
      worker.onerror = (event) => reject(new Error(`The runner could not start: ${event.message}`));
      const start: ToRunner = { start: { database: port2, chapter } };
      worker.postMessage(start, [port2]);
    });
    worker.onmessage = ({ data }: MessageEvent<FromRunner>) => runner.#hear(data);
    worker.onerror = (event) => runner.#fail(new Error(event.message));
    return runner;
  }

  run(cell: string, code: string, show: (shown: Shown) => void): Promise<Ending> {
    if (this.#ended !== undefined) return Promise.reject(this.#ended);
    const number = ++this.#last;
    const message: ToRunner = { run: { number, cell, code } };
    this.worker.postMessage(message);
    return new Promise((resolve, reject) => this.#pending.set(number, { show, resolve, reject }));
  }

  /** Ends the worker, whatever it does. Cells reject with `reason`, those sent later too. */
  end(reason: Error = new Stopped()): void {
    this.#ended = reason;
    this.worker.terminate();
    this.#fail(reason);
  }

  #hear(message: FromRunner): void {
    if ("output" in message)
      this.#pending
        .get(message.output.number)
        ?.show({ output: message.output.output, replaces: false });
    if ("update" in message)
      this.#pending
        .get(message.update.number)
        ?.show({ output: message.update.output, replaces: true });
    if ("clear" in message) this.#pending.get(message.clear.number)?.show("clear");
    if ("done" in message) {
      // What a cell left behind may still print at its place.
      const { number, ...ending } = message.done;
      this.#pending.get(number)?.resolve(ending);
    }
  }

  #fail(reason: Error): void {
    for (const { reject } of this.#pending.values()) reject(reason);
    this.#pending.clear();
  }
}
