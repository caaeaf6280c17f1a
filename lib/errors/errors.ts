import type { DynamoErrorCode } from "./codes";

/** A request as it travels: an operation of DynamoDB and its parameters. */
export type Sent = { readonly operation: string; readonly input: object };

/**
 * Every error of this library. `code` says what happened, `message` also what to do about it, `request` what was or would
 * have been sent, and `cause` carries the error underneath, each where there is one.
 *
 * A notebook shows it as one line, without the stack.
 */
export class DynamoError extends Error {
  override readonly name: string = "DynamoError";
  readonly request?: Sent;

  constructor(
    readonly code: DynamoErrorCode,
    message: string,
    options: { cause?: unknown; request?: Sent | undefined } = {},
  ) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    if (options.request !== undefined) this.request = options.request;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return `${this.name} ${this.code}: ${this.message}`;
  }
}

/** A transaction that was refused, as a whole. */
export class TransactionError extends DynamoError {
  override readonly name = "TransactionError";
  override readonly code = "TransactionCanceledException";

  constructor(
    message: string,
    /** Why, for each part in its order: `ConditionalCheckFailed`, `TransactionConflict`, …; `None` where it isn't to blame. */
    readonly reasons: readonly string[],
    options: { cause?: unknown; request?: Sent },
  ) {
    super("TransactionCanceledException", message, options);
  }
}

/** A value that doesn't fit its field, on its way to DynamoDB or back. */
export class ItemError extends DynamoError {
  override readonly name = "ItemError";

  constructor(
    override readonly code: "ItemEncodeError" | "ItemDecodeError",
    message: string,
    /** The attribute in question. */
    readonly attribute: string,
    /** What it was given, or what is stored. */
    readonly value: unknown,
    options: { cause?: unknown; request?: Sent } = {},
  ) {
    super(code, message, options);
  }
}
