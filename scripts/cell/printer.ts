/**
 * Milliseconds that printed text waits for more: Jupyter's server drops messages beyond 1,000 a
 * second, and a page is slow with as many.
 */
const PAUSE = 15;

/** The engine's own, also while a cell replaces timers. */
const { clearTimeout, setTimeout } = globalThis;

type Text = { name: string; text: string };

/**
 * Joins text that is printed within a few milliseconds. Call `flush` before sending anything else.
 *
 * The first text after a pause is sent at once: a cell that keeps its thread busy lets no timer run.
 */
export class Printer {
  #waiting: Text | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #sentAt = -Infinity;

  constructor(private readonly send: (text: Text) => void) {}

  print({ name, text }: Text): void {
    if (this.#waiting?.name !== name) {
      this.flush();
      this.#waiting = { name, text: "" };
      this.#timer = setTimeout(() => this.flush(), PAUSE);
    }
    this.#waiting.text += text;
    if (performance.now() - this.#sentAt > PAUSE) this.flush();
  }

  flush(): void {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    this.#waiting = undefined;
    if (text === undefined) return;
    this.#sentAt = performance.now();
    this.send(text);
  }
}
