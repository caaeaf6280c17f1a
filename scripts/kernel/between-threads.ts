/**
 * The messages between the two threads of the kernel: one runs cells, the other talks to Jupyter.
 */

/** The index in the shared flag that is incremented when a cell is interrupted. */
export const INTERRUPTED = 0;
/** The index that is set when the sockets are closed, so that the process may end. */
export const CLOSED = 1;
/** The index that is incremented before this process sends itself a signal. */
export const SIGNALS = 2;
/** The index that is 1 while synchronous code runs that a signal can stop. */
export const STOPPABLE = 3;
/** How many places the flag has. */
export const PLACES = 4;

/** Milliseconds until a cell that ignores an interrupt gets a signal. */
export const SIGNAL_AFTER = 50;

export type ThreadData = { connectionFile: string; flag: Int32Array };

/** A request that only the thread with the compiler can answer. */
export type Work = {
  type: "execute" | "complete" | "inspect" | "is_complete";
  content: Record<string, unknown>;
};

export type ToCells = { work: Work } | { interrupt: true };

export type ToJupyter =
  /** A message to all frontends of the notebook, which belongs to the current request. */
  | { publish: string; content: object }
  /** The answer to a request. */
  | { answer: Record<string, unknown> }
  /** The thread with the cells has received an interrupt, so it isn't busy. */
  | { heard: true }
  | { close: true };
