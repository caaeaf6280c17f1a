import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ANSWER_LIMIT } from "../errors/limits";
import type { DynamoError } from "../errors/errors";

type Handle = DynamoDBClient["config"]["requestHandler"]["handle"];
type Options = Parameters<Handle>[1] & { abortSignal?: unknown };

/**
 * Makes requests of this client fail when the database is silent for `limit` milliseconds. The SDK
 * alone would wait for minutes. As long as any request gets an answer, the others may wait longer:
 * a thousand at once take their time.
 *
 * @param gone Makes the error that they fail with
 */
export function limitSilence(
  { config: { requestHandler } }: DynamoDBClient,
  gone: () => DynamoError,
  limit = ANSWER_LIMIT,
): void {
  const handle: Handle = requestHandler.handle.bind(requestHandler);
  const watch = new Watch(gone, limit);
  requestHandler.handle = async (request, options: Options = {}) => {
    const waiting = watch.begin(options.abortSignal as AbortSignal | undefined);
    try {
      const answer = await handle(request, { ...options, abortSignal: waiting.stop.signal });
      watch.heard();
      watch.untilRead(waiting, (answer.response as { body: unknown }).body);
      return answer;
    } catch (error) {
      watch.end(waiting);
      // A refused connection is an answer too, but not what was ended on this side.
      if (!waiting.stop.signal.aborted) watch.heard();
      throw waiting.isForgotten ? gone() : error;
    }
  };
}

/** How late a timer is when the program was busy, in milliseconds. */
const LATE = 100;

/** A request without a whole answer. */
type Waiting = {
  /** Ends it. */
  readonly stop: AbortController;
  /** Its cell's signal, and what listens to that. */
  readonly cell: AbortSignal | undefined;
  readonly onInterrupt: () => void;
  body?: Stream;
  /** Whether it was ended because of the silence. */
  isForgotten: boolean;
};

/** The requests of a client that wait; one timer for all of them. */
class Watch {
  readonly #waiting = new Set<Waiting>();
  #heardAt = 0;
  #isTimed = false;

  constructor(
    private readonly gone: () => DynamoError,
    private readonly limit: number,
  ) {}

  begin(cell: AbortSignal | undefined): Waiting {
    const stop = new AbortController();
    const onInterrupt = () => stop.abort();
    const waiting: Waiting = { stop, cell, onInterrupt, isForgotten: false };
    if (cell?.aborted === true) stop.abort();
    cell?.addEventListener("abort", onInterrupt);
    if (this.#waiting.size === 0) this.heard();
    this.#waiting.add(waiting);
    if (!this.#isTimed) this.#lookIn(this.limit);
    return waiting;
  }

  /** Notes that the database gave a sign of life. */
  heard(): void {
    this.#heardAt = performance.now();
  }

  end(waiting: Waiting): void {
    waiting.cell?.removeEventListener("abort", waiting.onInterrupt);
    this.#waiting.delete(waiting);
  }

  /** Goes on until the body of the response has been read. */
  untilRead(waiting: Waiting, body: unknown): void {
    if (!isStream(body)) return this.end(waiting);
    waiting.body = body;
    body.once("close", () => {
      this.heard();
      this.end(waiting);
    });
  }

  /** Looks after some milliseconds, again and again as long as requests wait. */
  #lookIn(pause: number): void {
    this.#isTimed = true;
    const due = performance.now() + pause;
    const timer: unknown = setTimeout(() => this.#lookDueAt(due), pause);
    // In Node a timer that only watches must not keep the process alive.
    (timer as { unref?: () => void }).unref?.();
  }

  /**
   * A program that was busy or asleep until now couldn't hear an answer, which may be there already:
   * the silence begins now.
   */
  #lookDueAt(due: number): void {
    if (performance.now() - due > LATE) this.heard();
    this.#look();
  }

  #look(): void {
    this.#isTimed = false;
    if (this.#waiting.size === 0) return;
    const rest = this.#heardAt + this.limit - performance.now();
    if (rest > 0) return this.#lookIn(rest);
    for (const waiting of this.#waiting) this.#forget(waiting);
  }

  #forget(waiting: Waiting): void {
    waiting.isForgotten = true;
    waiting.body?.destroy(this.gone());
    waiting.stop.abort();
    this.end(waiting);
  }
}

type Stream = {
  once(event: "close", listener: () => void): void;
  destroy(error: Error): void;
};

const isStream = (body: unknown): body is Stream =>
  typeof body === "object" && body !== null && "once" in body && "destroy" in body;
