/** Why an exercise can't be checked. */
export type ExerciseErrorCode =
  /** The exercise still has `todo` in place of an answer. */
  | "AnswerMissing"
  /** No exercise has this name. */
  | "ExerciseUnknown"
  /** A table of the chapter doesn't exist. */
  | "ChapterNotRun"
  /** The answer sends a request that this database doesn't support. */
  | "RequestUnsupported";

/** Thrown when an exercise can't be checked. A notebook shows it as one line, without the stack. */
export class ExerciseError extends Error {
  override readonly name = "ExerciseError";

  constructor(
    readonly code: ExerciseErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.name} ${this.code}: ${this.message}`;
  }
}

export const isAnswerMissing = (error: unknown): boolean =>
  error instanceof ExerciseError && error.code === "AnswerMissing";
