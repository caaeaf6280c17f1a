import type { Source } from "./source";

/** A part of a batch, with a text that identifies its item. */
export type Part = { readonly id: string };

/**
 * Cuts the parts of a batch into portions: first what DynamoDB left unprocessed, then new parts. It
 * holds only those that aren't processed yet.
 *
 * A part waits while another part with the same item is in flight: DynamoDB refuses an item twice
 * in one request, and two requests could be processed in either order.
 */
export class Portions<P extends Part> {
  readonly #left: P[] = [];
  /** The items of the parts that were taken and aren't processed yet. */
  readonly #busy = new Set<string>();
  /** The next part, while it waits. */
  #next: P | undefined;
  #isAtEnd = false;
  #isStopped = false;
  #turn: Promise<unknown> = Promise.resolve();
  readonly #waiting = new Set<(portion: P[]) => void>();
  #changed: () => void = () => undefined;

  constructor(
    readonly source: Source<P>,
    readonly size: number,
    /** Whether as many new parts may be taken. */
    readonly hasRoom: (size: number) => boolean = () => true,
  ) {}

  /** Returns the next portion; an empty one at the end, or after `stop()`. */
  take(): Promise<P[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(resolve);
      this.#turn = this.#turn
        .then(() => this.#fill())
        .then(resolve, reject)
        .finally(() => this.#waiting.delete(resolve));
    });
  }

  /** Takes back what is left unprocessed of a portion. */
  settle(portion: readonly P[], unprocessed: readonly P[]): void {
    for (const { id } of portion) this.#busy.delete(id);
    for (const { id } of unprocessed) this.#busy.add(id);
    this.#left.push(...unprocessed);
    this.changed();
  }

  /** Looks again whether a part may be taken. */
  changed(): void {
    this.#changed();
  }

  /** Ends it: also for those that wait for a portion. */
  stop(): void {
    this.#isStopped = true;
    for (const resolve of this.#waiting) resolve([]);
    this.changed();
  }

  async #fill(): Promise<P[]> {
    while (!this.#isStopped) {
      const portion = this.#left.splice(0, this.size);
      const hasRoom = this.hasRoom(this.size);
      while (hasRoom && portion.length < this.size) {
        const part = await this.#nextFree();
        if (part === undefined) break;
        portion.push(part);
      }
      if (portion.length > 0 || (this.#isAtEnd && this.#next === undefined)) return portion;
      await new Promise<void>((resolve) => (this.#changed = resolve));
    }
    return [];
  }

  /** Returns the next new part; `undefined` at the end, or if it has to wait. */
  async #nextFree(): Promise<P | undefined> {
    if (this.#next === undefined && !this.#isAtEnd) {
      const next = this.source.next();
      this.#next = next instanceof Promise ? await next : next;
      this.#isAtEnd = this.#next === undefined;
    }
    const part = this.#next;
    if (part === undefined || this.#busy.has(part.id)) return undefined;
    this.#busy.add(part.id);
    this.#next = undefined;
    return part;
  }
}
