import type { Part } from "./portions";
import type { Source } from "./source";

/** A part of a batch, with its place in the stream. */
export type Numbered<P> = Part & { part: P; at: number };

/** A batch whose parts are sent while results are read: an `UntilProcessed`. */
type Running = { run(): Promise<void>; stop(): void; changed(): void };

/** Results that come in any order, and leave in the order of their parts. It holds a bounded number. */
export class InOrder<R> {
  readonly #ready = new Map<number, R>();
  #taken = 0;
  #given = 0;
  #changed: () => void = () => undefined;

  /** @param limit How many parts may be in flight between the source and the reader */
  constructor(readonly limit: number) {}

  /** Numbers the parts of a source. */
  number<P extends Part>(source: Source<P>): Source<Numbered<P>> {
    return {
      next: async () => {
        const part = await source.next();
        return part === undefined ? undefined : { id: part.id, part, at: this.#taken++ };
      },
      close: () => source.close(),
    };
  }

  hasRoom(size: number): boolean {
    return this.#taken - this.#given + size <= this.limit;
  }

  set(at: number, result: R): void {
    this.#ready.set(at, result);
    this.#changed();
  }

  /** Runs a batch that sets these results, and yields each as soon as it is its turn. */
  async *of(batch: Running): AsyncGenerator<R, void, undefined> {
    let isOver = false;
    const running = batch.run();
    const end = () => {
      isOver = true;
      this.#changed();
    };
    running.then(end, end);
    try {
      for (;;) {
        if (this.#ready.has(this.#given)) yield this.#take(batch);
        else if (isOver) return;
        else await new Promise<void>((resolve) => (this.#changed = resolve));
      }
    } finally {
      // Also if the reader stops early.
      batch.stop();
      await running;
    }
  }

  #take(batch: Running): R {
    const result = this.#ready.get(this.#given) as R;
    this.#ready.delete(this.#given++);
    batch.changed();
    return result;
  }
}
