import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { intercept, type Interception } from "./interceptor";
import { fromList, groupBy, sendWrites, type WritePart } from "./internals";

/** Marks the requests of these writes: an input's symbols aren't sent. */
const OWN = Symbol("a check's own write");

/** Whether a request stores or undoes what a check needs, and is none of the answer's. */
export const isOwn = (input: object): boolean => OWN in input;

/**
 * The writes of a check: what its steps store and undo. They wait until something else is to be sent,
 * and go just before that, in as few requests as that takes: mostly one for each step.
 */
export class PendingWrites {
  /** By the item; of two writes to one item the last counts. */
  readonly #parts = new Map<string, WritePart>();
  readonly #interception: Interception;
  #sending: Promise<void> | undefined;

  constructor(db: DynamoDBClient) {
    this.#interception = intercept(db, ({ input, send }) => {
      const isNext = this.#parts.size === 0 && this.#sending === undefined;
      return isNext || isOwn(input) ? send() : this.send().then(() => send());
    });
  }

  add(parts: readonly WritePart[]): void {
    for (const part of parts) this.#parts.set(part.id, part);
  }

  /**
   * Sends them. Called before each call of the answer and each measurement, so that these writes
   * aren't counted as the answer's.
   */
  async send(): Promise<void> {
    while (this.#parts.size > 0 || this.#sending !== undefined) {
      // Several requests may wait for the same writes.
      this.#sending ??= this.#sendParts();
      await this.#sending;
    }
  }

  async #sendParts(): Promise<void> {
    const parts = [...this.#parts.values()];
    this.#parts.clear();
    try {
      await sendAll(parts);
    } finally {
      this.#sending = undefined;
    }
  }

  /** Sends them, and ends. */
  async end(): Promise<void> {
    try {
      await this.send();
    } finally {
      await this.#interception.end();
    }
  }
}

async function sendAll(parts: readonly WritePart[]): Promise<void> {
  try {
    await sendOwn(parts);
  } catch (error) {
    // A table that doesn't exist must not prevent that others are restored.
    const tables = groupBy(parts, ({ table }) => table).values();
    await Promise.allSettled([...tables].map(sendOwn));
    throw error;
  }
}

const sendOwn = (parts: readonly WritePart[]) => sendWrites(fromList(parts), { [OWN]: true }, {});
