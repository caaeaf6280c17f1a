import { visibleLines } from "../print/escape";
import type { DynamoErrorCode } from "./codes";

/** An operation of DynamoDB and its parameters. */
export type RequestInfo = { readonly operation: string; readonly input: object };

/** What an error may carry beside its code and its message. */
type Details = {
  /** The error that caused this one. */
  cause?: unknown;
  /** The request that was, or would have been, sent. */
  request?: RequestInfo | undefined;
};

/** What all errors of this library have in common. */
class CodedError<Code extends DynamoErrorCode> extends Error {
  override readonly name: string = "DynamoError";
  /** The request that was, or would have been, sent, if there is one. */
  readonly request?: RequestInfo;

  constructor(
    /** What happened. */
    readonly code: Code,
    message: string,
    details: Details = {},
  ) {
    super(message, "cause" in details ? { cause: details.cause } : undefined);
    if (details.request !== undefined) this.request = details.request;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return visibleLines(`${this.name} ${this.code}: ${this.message}`);
  }
}

/** A transaction that DynamoDB canceled as a whole. */
export class TransactionError extends CodedError<"TransactionCanceledException"> {
  override readonly name = "TransactionError";

  constructor(
    message: string,
    /**
     * The reason for each part, in order: `ConditionalCheckFailed`, `TransactionConflict`, …, and
     * `None` for a part that isn't to blame.
     */
    readonly reasons: readonly string[],
    details: Details,
  ) {
    super("TransactionCanceledException", message, details);
  }
}

/** A value that doesn't fit its field, when it is encoded for DynamoDB or decoded. */
export class ItemError extends CodedError<"ItemEncodeError" | "ItemDecodeError"> {
  override readonly name = "ItemError";

  constructor(
    code: "ItemEncodeError" | "ItemDecodeError",
    message: string,
    /** The name of the attribute. */
    readonly attribute: string,
    /** The value that was given, or is stored. */
    readonly value: unknown,
    details: Details = {},
  ) {
    super(code, message, details);
  }
}

/** Codes whose errors carry nothing more. */
type OtherErrorCode = Exclude<DynamoErrorCode, (TransactionError | ItemError)["code"]>;

/**
 * Any error of this library. `code` says what happened, `message` also what to do about it,
 * `request` is what was or would have been sent, and `cause` is the underlying error, each if there
 * is one.
 *
 * A comparison of `code` narrows the type: an error with code `TransactionCanceledException` has
 * `reasons`, one with `ItemEncodeError` or `ItemDecodeError` has `attribute` and `value`.
 *
 * A notebook shows it as one line, without the stack.
 */
export type DynamoError = CodedError<OtherErrorCode> | TransactionError | ItemError;

/**
 * The class of all errors of this library: `error instanceof DynamoError`.
 *
 * @hidden The reference has the type.
 */
export const DynamoError = CodedError as unknown as {
  new <Code extends OtherErrorCode>(
    code: Code,
    message: string,
    details?: Details,
  ): CodedError<Code>;
  // `instanceof` narrows to the type of the prototype: to the union, whose codes a comparison tells
  // apart.
  readonly prototype: DynamoError;
};
