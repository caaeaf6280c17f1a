/** A request, as far as its listeners need to know it. */
export type Made = { readonly operation: string; readonly isUsed: boolean };

type Listener = (request: Made) => void;
const listeners = new Set<Listener>();

/** Tells the listeners that a request was made. */
export function announce(request: Made): void {
  for (const listener of listeners) listener(request);
}

/**
 * Calls `listener` with every request that is made from now on, sent or not. Returns a function that
 * ends this. The checks of exercises use it to notice a request that was never awaited.
 */
export function onRequestMade(listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
