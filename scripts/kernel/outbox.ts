/** A ZeroMQ socket, which accepts one message at a time. */
type Socket = { send(frames: (Buffer | string)[]): Promise<void> };

/**
 * Sends messages in order. zeromq sends most messages at once; the one in some hundreds that it has
 * to wait for makes it refuse others ("Socket is busy writing").
 *
 * @see https://zeromq.github.io/zeromq.js/interfaces/Writable.html#send
 */
export class Outbox {
  #sent: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Socket) {}

  send(frames: (Buffer | string)[]): void {
    this.#sent = this.#sent.then(() => this.socket.send(frames));
    // flushed() reports the rejection; without a listener it would end the process.
    this.#sent.catch(() => undefined);
  }

  /** Resolves when all messages are sent. */
  flushed(): Promise<void> {
    return this.#sent;
  }
}

/**
 * Milliseconds that printed text waits for more: Jupyter's server drops messages beyond 1,000 a
 * second.
 */
const PAUSE = 15;

type Text = { name: string; text: string };

/**
 * Joins text that is printed within a few milliseconds. Call `flush` before sending anything else.
 */
export class Printer {
  #waiting: Text | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly send: (text: Text) => void) {}

  print({ name, text }: Text): void {
    if (this.#waiting?.name === name) {
      this.#waiting.text += text;
      return;
    }
    this.flush();
    this.#waiting = { name, text };
    this.#timer = setTimeout(() => this.flush(), PAUSE);
  }

  flush(): void {
    clearTimeout(this.#timer);
    const text = this.#waiting;
    this.#waiting = undefined;
    if (text !== undefined) this.send(text);
  }
}
