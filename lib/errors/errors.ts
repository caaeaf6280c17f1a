import type { AttributeValue } from "@aws-sdk/client-dynamodb";
import { visibleLines } from "../print/escape";
import type { DynamoErrorCode } from "./codes";

/** An operation of DynamoDB and its parameters. */
export type RequestInfo = { readonly operation: string; readonly input: object };

/** An item, or its key, in DynamoDB's format. */
type Stored = Readonly<Record<string, AttributeValue>>;

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

  /**
   * Ends the message with what the request is about, such as `PutItem on wallets, { id: "a" }`,
   * unless it names it already.
   */
  about(subject: string): this {
    if (this.#isAbout) return this;
    this.#isAbout = true;
    this.message += ` (${subject})`;
    return this;
  }
  #isAbout = false;

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
    /**
     * For each part, in order, the existing item that doesn't satisfy its condition, decoded.
     * `undefined` unless that part asked for it, by
     * `with({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })`.
     */
    readonly items: readonly (Record<string, unknown> | undefined)[] = reasons.map(() => undefined),
  ) {
    super("TransactionCanceledException", message, details);
  }
}

/** A condition that doesn't hold: nothing was written. */
export class ConditionError extends CodedError<"ConditionalCheckFailedException"> {
  /**
   * The existing item that doesn't satisfy the condition, decoded, if there is one and the request
   * asked for it, by `with({ ReturnValuesOnConditionCheckFailure: "ALL_OLD" })`.
   *
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PutItem.html
   */
  readonly item?: Record<string, unknown>;

  constructor(message: string, item: Record<string, unknown> | undefined, details: Details) {
    super("ConditionalCheckFailedException", message, details);
    if (item !== undefined) this.item = item;
  }
}

/** Where a stored item that can't be decoded was found. */
type Found = {
  /** The key of that item, in DynamoDB's format. */
  key?: Stored;
  /** All items of that response, as stored. */
  stored?: readonly Stored[];
};

/** A value that doesn't fit its field, when it is encoded for DynamoDB or decoded. */
export class ItemError extends CodedError<"ItemEncodeError" | "ItemDecodeError"> {
  override readonly name = "ItemError";
  /** The key of a stored item that can't be decoded, in DynamoDB's format, if it is known. */
  readonly key?: Stored;
  /**
   * All items of the response that has an item that can't be decoded, as stored: that item and the
   * others.
   */
  readonly stored?: readonly Stored[];

  constructor(
    code: "ItemEncodeError" | "ItemDecodeError",
    message: string,
    /** The name of the attribute. */
    readonly attribute: string,
    /** The value that was given, or is stored. */
    readonly value: unknown,
    { key, stored, ...details }: Details & Found = {},
  ) {
    super(code, message, details);
    if (key !== undefined) this.key = key;
    if (stored !== undefined) this.stored = stored;
  }
}

/** Codes whose errors carry nothing more. */
type OtherErrorCode = Exclude<
  DynamoErrorCode,
  (TransactionError | ConditionError | ItemError)["code"]
>;

/**
 * Any error of this library. `code` says what happened, `message` also what to do about it,
 * `request` is what was or would have been sent, and `cause` is the underlying error, each if there
 * is one.
 *
 * A comparison of `code` narrows the type: an error with code `TransactionCanceledException` has
 * `reasons` and `items`, one with `ConditionalCheckFailedException` has `item`, one with
 * `ItemEncodeError` or `ItemDecodeError` has `attribute` and `value`.
 *
 * A notebook shows it as one line, without the stack.
 */
export type DynamoError =
  CodedError<OtherErrorCode> | TransactionError | ConditionError | ItemError;

/**
 * The class of all errors of this library: `error instanceof DynamoError`.
 *
 * @hidden The reference has the type.
 */
export const DynamoError = CodedError as unknown as {
  new <Code extends OtherErrorCode | "ConditionalCheckFailedException">(
    code: Code,
    message: string,
    details?: Details,
  ): CodedError<Code>;
  // `instanceof` narrows to the type of the prototype: to the union, whose codes a comparison tells
  // apart.
  readonly prototype: DynamoError;
};
