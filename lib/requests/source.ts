/** Where the parts of a batch come from, one after the other. */
export type Source<P> = {
  /** How many there are, if that is known. */
  readonly all?: number;
  /** Returns the next one; `undefined` at the end. */
  next(): P | undefined | Promise<P | undefined>;
  /** Ends it early. */
  close(): Promise<void>;
};

/** Anything that `for await` takes. */
export type Stream<T> = Iterable<T> | AsyncIterable<T>;

export function fromList<P>(parts: readonly P[]): Source<P> {
  let at = 0;
  return { all: parts.length, next: () => parts[at++], close: () => Promise.resolve() };
}

/** Takes each entry of a stream when it is needed, and not before. */
export function fromStream<T, P>(stream: Stream<T>, partOf: (entry: T) => P): Source<P> {
  let iterator: Iterator<T> | AsyncIterator<T> | undefined;
  let isPulling = false;
  let isOver = false;
  const pull = async (): Promise<IteratorResult<T>> => {
    isPulling = true;
    try {
      return await (iterator ??= iteratorOf(stream)).next();
    } catch (error) {
      isOver = true;
      throw error;
    } finally {
      isPulling = false;
    }
  };
  return {
    next: async () => {
      const { done, value } = await pull();
      if (done !== true) return partOf(value);
      isOver = true;
      return undefined;
    },
    close: async () => {
      if (isOver || iterator === undefined) return;
      isOver = true;
      const closed = Promise.resolve(iterator.return?.());
      // An entry that never comes would keep it open forever.
      if (isPulling) closed.catch(() => undefined);
      else await closed;
    },
  };
}

const iteratorOf = <T>(stream: Stream<T>): Iterator<T> | AsyncIterator<T> =>
  Symbol.asyncIterator in stream ? stream[Symbol.asyncIterator]() : stream[Symbol.iterator]();

/** Tells whether `for await` takes this value. */
export const isStream = (value: unknown): value is Stream<unknown> =>
  typeof value === "object" &&
  value !== null &&
  (Symbol.iterator in value || Symbol.asyncIterator in value);
