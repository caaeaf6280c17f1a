import type { StepResult } from "./report";

/**
 * The global symbol under which the exported page provides a function that gets the name of each
 * exercise that is passed. A notebook provides none.
 */
export const PASSED = Symbol.for("dynamodb-in-examples.passed");

type Listener = (name: string) => void;

/** Whether each step was tried, and the answer failed none. */
export const isPassed = (results: readonly StepResult[] | undefined): boolean =>
  results?.every(({ isTried, failure }) => isTried && failure === undefined) === true;

export const announcePassed = (name: string): void =>
  (globalThis as { [PASSED]?: Listener })[PASSED]?.(name);
