/** What the two threads of the kernel tell each other: the one that runs cells, and the one that talks to Jupyter. */

/** The place in the shared flag that is raised when a cell is interrupted. */
export const INTERRUPTED = 0;
/** The place that is set when the sockets are closed, so that the process may end. */
export const CLOSED = 1;

export type ThreadData = { connectionFile: string; flag: Int32Array };

/** A request that only the thread with the compiler can answer. */
export type Work = {
  type: "execute" | "complete" | "inspect" | "is_complete";
  content: Record<string, unknown>;
};

export type ToCells = { work: Work } | { interrupt: true };

export type ToJupyter =
  /** Something for everyone who looks at the notebook, belonging to the request that is worked at. */
  | { publish: string; content: object }
  /** The answer to a request. */
  | { answer: Record<string, unknown> }
  /** The thread with the cells has heard of an interrupt: it isn't busy. */
  | { heard: true }
  | { close: true };
