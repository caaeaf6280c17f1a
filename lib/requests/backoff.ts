/** Milliseconds. */
const FIRST_PAUSE = 50;
const MAX_FAILURES = 8;

/**
 * Makes all requests of a batch pause together when DynamoDB leaves parts unprocessed. The longest
 * possible pause doubles while DynamoDB processes nothing; each pause is a random part of it ("full
 * jitter"), so that several programs don't come back at the same moment.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html#Programming.Errors.BatchOperations
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export class Backoff {
  #round = 0;
  #failures = 0;
  #hasProgress = false;
  #pause: Promise<void> | undefined;
  #end: () => void = () => undefined;

  /** The number of pauses so far. Requests of one round were sent without a pause between them. */
  get round(): number {
    return this.#round;
  }

  /** Resolves at the end of the pause; `undefined` if there is none. */
  get pause(): Promise<void> | undefined {
    return this.#pause;
  }

  /**
   * Takes account of a response. The first of a round that leaves parts unprocessed starts a pause,
   * for all.
   *
   * @param round The round in which its request was sent
   * @returns Whether it makes sense to go on
   */
  after(round: number, processed: number, unprocessed: number): boolean {
    if (processed > 0) this.#hasProgress = true;
    if (unprocessed === 0 || round !== this.#round) return true;
    this.#round++;
    this.#failures = this.#hasProgress ? 1 : this.#failures + 1;
    this.#hasProgress = false;
    if (this.#failures > MAX_FAILURES) return false;
    this.#start(Math.random() * FIRST_PAUSE * 2 ** this.#failures);
    return true;
  }

  /** Ends the pause, if there is one. */
  stop(): void {
    this.#end();
  }

  #start(milliseconds: number): void {
    this.#pause = new Promise((resolve) => {
      const timer = setTimeout(() => this.#end(), milliseconds);
      this.#end = () => {
        clearTimeout(timer);
        this.#end = () => undefined;
        this.#pause = undefined;
        resolve();
      };
    });
  }
}
