/** What went wrong, as a word a program can test. */
export type DynamoErrorCode =
  /** The address isn't on this machine, and nobody said that this is wanted. */
  | "EndpointNotLocal"
  /** The environment names an endpoint that isn't an address. */
  | "EndpointInvalid"
  /** No Java runtime, or no DynamoDB Local, where set-up puts them. */
  | "SetupIncomplete"
  /** The embedded DynamoDB Local didn't come up. */
  | "StartFailed"
  /** The database that this client belongs to doesn't answer any more. */
  | "DatabaseGone";

/**
 * Every error of this library. `code` says what happened, `message` also what to do about it, and `cause` carries the
 * error underneath where there is one.
 *
 * A notebook shows it as one line, without the stack.
 */
export class DynamoError extends Error {
  override readonly name = "DynamoError";

  constructor(
    readonly code: DynamoErrorCode,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.name} ${this.code}: ${this.message}`;
  }
}
