import type { BatchGetItemCommandInput } from "@aws-sdk/client-dynamodb";
import { NO_LIMITS } from "../print/cut";
import { literal } from "../print/literal";
import { Request, type Call } from "./request";

/** How many parts a console prints. */
const PRINTED = 100;

/** A request of many parts, which is several requests to DynamoDB if they are too many for one. */
export class BatchRequest<T, Input extends object = object> extends Request<T, Input> {
  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { operation, state, ...view } = this.view();
    const shown = Object.fromEntries(Object.entries(view).filter(([name]) => name !== "error"));
    const error = view.error instanceof Error ? [`${view.error.name}: ${view.error.message}`] : [];
    const parts = Object.keys(shown).length === 0 ? [] : [literal(shown, LIMITS)];
    return `${operation} (${state}): ${[...error, ...parts].join("\n")}`;
  }
}

const LIMITS = { ...NO_LIMITS, entries: PRINTED };

/**
 * A batch of reads. Awaited, it resolves with all results; `for await` yields one after the other,
 * both in the order of the reads.
 */
export class BatchGetRequest<T extends readonly unknown[]> extends BatchRequest<
  T,
  BatchGetItemCommandInput
> {
  readonly #stream: ((input: object) => AsyncGenerator<T[number]>) | undefined;

  constructor(
    call: Call<T>,
    /** Reads a stream, without holding all of its results; `undefined` for a list. */
    stream?: (input: object) => AsyncGenerator<T[number]>,
  ) {
    super(call);
    this.#stream = stream;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Awaited<T[number]>, void, undefined> {
    const results: AsyncIterable<unknown> | readonly unknown[] =
      this.#stream === undefined ? await this.then() : this.#stream(this.input);
    for await (const result of results) yield result as Awaited<T[number]>;
  }

  protected override copy(call: Call<T>): this {
    return new BatchGetRequest<T>(call, this.#stream) as this;
  }
}
