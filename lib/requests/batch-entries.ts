import type { BatchOptions } from "./batch-options";
import { joined } from "./batch-parts";
import { Request } from "./request";
import { fromStream, isStream, type Source, type Stream } from "./source";
import { together } from "./transactions";

/** What a batch is given: its requests, or what to make them of. */
export type Entries<R> = {
  /** A list is known as a whole before anything is sent; a stream isn't, and is never held whole. */
  list: readonly unknown[] | undefined;
  stream: Stream<unknown> | undefined;
  requestOf: (entry: unknown) => R;
  options: BatchOptions;
};

/** Tells the forms of arguments apart: requests, or one iterable, or one with a function. */
export function entriesOf<R extends Request<unknown>>(args: readonly unknown[]): Entries<R> {
  const [first, second, third] = args;
  const make = typeof second === "function" ? (second as (entry: unknown) => R) : undefined;
  // A query is both: a request, and an iterable of its items.
  const isOne = isStream(first) && (make !== undefined || !(first instanceof Request));
  if (!isOne)
    return { list: args, stream: undefined, requestOf: (entry) => joined(entry as R), options: {} };
  const requestOf = (entry: unknown) => joined(make === undefined ? (entry as R) : make(entry));
  const options = ((make === undefined ? second : third) ?? {}) as BatchOptions;
  return Array.isArray(first)
    ? { list: first, stream: undefined, requestOf, options }
    : { list: undefined, stream: first, requestOf, options };
}

/** @throws DynamoError `RequestInvalid` if one can't be part of a batch, or if there are none */
export const requestsOf = <R extends Request<unknown>>({ list = [], requestOf }: Entries<R>) =>
  together(list.map(requestOf));

/** Makes each part when it is needed. All must have the same client. */
export function partsOf<R extends Request<unknown>, P>(
  { stream = [], requestOf }: Entries<R>,
  partOf: (request: R) => P,
): Source<P> {
  let first: R | undefined;
  return fromStream(stream, (entry) => {
    const request = requestOf(entry);
    first ??= request;
    together([first, request]);
    return partOf(request);
  });
}
