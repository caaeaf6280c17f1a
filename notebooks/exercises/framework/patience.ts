/** What a request may take before it counts as slow, in milliseconds. */
const USUAL = 10;

/** How much longer an answer may take on a slow machine, as a multiple of its time. */
const MOST = 3;

/**
 * The time that an answer may take. It doesn't pay for a slow machine: a request that takes longer
 * than usual counts as a usual one.
 */
export class Patience {
  #requests = 0;
  #inFlight = 0;
  #since = 0;
  /** How long at least one request was in flight, in milliseconds. */
  #waited = 0;

  /** @param limit In milliseconds, on a fast machine */
  constructor(readonly limit: number) {}

  /** Counts a request until it is settled. */
  count(request: Promise<unknown>): void {
    this.#requests++;
    if (this.#inFlight++ === 0) this.#since = performance.now();
    const end = () => {
      if (--this.#inFlight === 0) this.#waited += performance.now() - this.#since;
    };
    request.then(end, end);
  }

  /** Calls `late` when the time is over. Returns a function that stops the clock. */
  start(late: () => void): () => void {
    let granted = 0;
    let timer: ReturnType<typeof setTimeout>;
    const wait = (milliseconds: number) => {
      timer = setTimeout(() => {
        const more = this.#excess() - granted;
        if (more < 1) return late();
        granted += more;
        wait(more);
      }, milliseconds);
    };
    wait(this.limit);
    return () => clearTimeout(timer);
  }

  /** The time that slow requests took beyond the usual. */
  #excess(): number {
    const now = this.#inFlight > 0 ? performance.now() - this.#since : 0;
    const excess = this.#waited + now - this.#requests * USUAL;
    return Math.min(Math.max(excess, 0), MOST * this.limit);
  }
}
