import { progressLine } from "../print/progress-line";

/**
 * Yields the entries of a list, and shows how far it is:
 * `for (const order of progress(orders, "orders")) …`. The notebook shows one line that changes in
 * place, and at the end has the number of entries.
 */
export function* progress<T>(list: readonly T[], what: string): Generator<T, void, undefined> {
  const line = progressLine(what);
  let done = 0;
  try {
    line.update(done, list.length);
    for (const entry of list) {
      yield entry;
      line.update(++done, list.length);
    }
  } finally {
    line.end();
  }
}
