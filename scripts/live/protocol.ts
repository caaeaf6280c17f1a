/**
 * What the page and its workers say to each other. A worker is built as a classic script, and the
 * page starts it from a Blob, because a page that was opened from a folder may load no other.
 */

/** An output of a cell, as nbformat has it. */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data" | "execute_result"; data: Record<string, string>; id?: string }
  | { output_type: "error"; ename: string; evalue: string; traceback: string[] };

/** What the page says to the worker that runs cells. */
export type ToRunner =
  /** The first message. `database` leads to the database's worker. */
  | { start: { database: MessagePort; chapter: string } }
  /** Runs a cell. Cells run one after the other. */
  | { run: { number: number; cell: string; code: string } };

/** What the worker that runs cells says to the page. */
export type FromRunner =
  | { ready: true }
  /** Text of the same stream may come in pieces, which belong together. */
  | { output: { number: number; output: Output } }
  /** Replaces the output with the same `id`. */
  | { update: { number: number; output: Output } }
  /** Removes what the cell has shown so far. */
  | { clear: { number: number } }
  /** The cell is over. `passed` names the exercises that its check accepted. */
  | { done: { number: number; status: "ok" | "error"; passed: string[] } };

/** A request to the database, as it would go over HTTP. */
export type ToDatabase = { id: number; target: string; body: string; database: string };

/** Its answer. */
export type FromDatabase = { id: number; status: number; body: string };

/** What the page asks the worker that knows types. `cells`: the code before, and the cell itself. */
export type ToTypes = { id: number; cells: string[] } & (
  { ask: "complaints" } | { ask: "completions" | "hover"; offset: number }
);

export type Completion = { label: string; kind: string; detail?: string };

export type FromTypes =
  | { ready: true }
  | { id: number; complaints: string[] }
  | { id: number; completions: { from: number; to: number; options: Completion[] } }
  | { id: number; hover?: { from: number; to: number; signature: string; documentation: string } };
