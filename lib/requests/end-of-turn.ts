/**
 * Runs `work` once the code that is running, and all microtasks that it leaves, are done.
 *
 * Node's `setImmediate` keeps the order of calls: the kernel waits for one of its own before it
 * ends a cell, so what `work` prints still belongs to that cell. Browsers lack it, and `setTimeout`
 * does the same there.
 */
export function atEndOfTurn(work: () => void): void {
  waiting.push(work);
  if (waiting.length > 1) return;
  if (typeof setImmediate === "function") setImmediate(doAll);
  else setTimeout(doAll);
}

/** What waits for the end of this turn: one callback of the event loop does all of it. */
let waiting: (() => void)[] = [];

function doAll(): void {
  const works = waiting;
  waiting = [];
  for (const work of works) work();
}
