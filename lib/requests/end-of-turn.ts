/**
 * Runs `work` once the code that is running, and all microtasks that it leaves, are done.
 *
 * Node's `setImmediate` keeps the order of calls: the kernel waits for one of its own before it
 * ends a cell, so what `work` prints still belongs to that cell. Browsers lack it, and `setTimeout`
 * does the same there.
 */
export function atEndOfTurn(work: () => void): void {
  if (typeof setImmediate === "function") setImmediate(work);
  else setTimeout(work);
}
