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
