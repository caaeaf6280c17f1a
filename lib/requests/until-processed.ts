import { DynamoError } from "../errors/errors";
import { formatNumber } from "../print/count";
import { Backoff } from "./backoff";
import { Portions, type Part } from "./portions";
import type { Source } from "./source";

/** A batch, and how its parts are sent. */
export type Batch<P extends Part> = {
  parts: Source<P>;
  /** How many parts are in one request. */
  portionSize: number;
  /** How many requests are in flight at most. */
  inFlight: number;
  /**
   * Sends these parts, and resolves with those that are left unprocessed.
   *
   * @param number The number of the portion, from 0
   */
  sendPortion: (portion: P[], number: number) => Promise<P[]>;
  /** Learns how many parts are processed; `all` is `undefined` for a stream. */
  onProgress: (done: number, all: number | undefined) => void;
  /** Whether as many new parts may be taken. */
  hasRoom?: (size: number) => boolean;
};

/**
 * Sends parts in portions, several at a time, until DynamoDB has processed all of them. When it
 * leaves some unprocessed, all requests pause together. After an error nothing more is sent, and it
 * rejects when what is in flight has ended.
 */
export class UntilProcessed<P extends Part> {
  readonly #batch: Batch<P>;
  readonly #portions: Portions<P>;
  readonly #backoff = new Backoff();
  #sent = 0;
  #done = 0;
  #isStopped = false;
  /** The first error; `"incomplete"` if DynamoDB repeatedly left parts unprocessed. */
  #failure: { error: unknown } | "incomplete" | undefined;

  constructor(batch: Batch<P>) {
    this.#batch = batch;
    this.#portions = new Portions(batch.parts, batch.portionSize, batch.hasRoom);
  }

  /** @throws DynamoError `BatchIncomplete` */
  async run(): Promise<void> {
    this.#batch.onProgress(0, this.#batch.parts.all);
    await Promise.all(Array.from({ length: this.#batch.inFlight }, () => this.#work()));
    const failure = this.#failure;
    if (failure === undefined) return this.#isStopped ? this.#batch.parts.close() : undefined;
    // As in `for await`, the first error is the one that counts.
    await this.#batch.parts.close().catch(() => undefined);
    throw failure === "incomplete" ? this.#incomplete() : this.#withProgress(failure.error);
  }

  /** Sends nothing more. */
  stop(): void {
    this.#isStopped = true;
    this.#portions.stop();
    this.#backoff.stop();
  }

  /** Looks again whether there is room. */
  changed(): void {
    this.#portions.changed();
  }

  /** Sends one portion after the other. */
  async #work(): Promise<void> {
    try {
      for (;;) {
        const portion = await this.#portions.take();
        while (this.#backoff.pause !== undefined) await this.#backoff.pause;
        if (portion.length === 0 || this.#isStopped) return;
        await this.#send(portion);
      }
    } catch (error) {
      this.#fail({ error });
    }
  }

  #fail(failure: { error: unknown } | "incomplete"): void {
    this.#failure ??= failure;
    this.stop();
  }

  async #send(portion: P[]): Promise<void> {
    const { round } = this.#backoff;
    const { sendPortion, onProgress, parts } = this.#batch;
    const unprocessed = await sendPortion(portion, this.#sent++);
    const processed = portion.length - unprocessed.length;
    this.#done += processed;
    this.#portions.settle(portion, unprocessed);
    if (!this.#backoff.after(round, processed, unprocessed.length)) this.#fail("incomplete");
    onProgress(this.#done, parts.all);
  }

  #incomplete(): DynamoError {
    const { all } = this.#batch.parts;
    const count =
      all === undefined
        ? `, after ${formatNumber(this.#done)} that it processed`
        : `, ${all - this.#done} of ${all}`;
    return new DynamoError(
      "BatchIncomplete",
      `DynamoDB repeatedly left parts of this batch unprocessed${count}. ` +
        "Send less at once, or raise the throughput of the table, or of the index that can't keep up with it.",
    );
  }

  /** Adds to an error how much of the batch was done before it. */
  #withProgress(error: unknown): unknown {
    if (!(error instanceof DynamoError)) return error;
    const { all } = this.#batch.parts;
    const batch =
      all === undefined ? "Of the parts of this batch" : `Of the ${all} parts of this batch`;
    const done = this.#done === 0 ? "none was" : `${this.#done} were`;
    error.message += ` ${batch}, ${done} done before.`;
    return error;
  }
}
