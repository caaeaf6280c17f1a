import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError, type Sent } from "../errors/errors";
import { literal } from "../print/literal";
import { send, type Operation, type Output } from "../client/send";

/** What a request consists of. */
export type Call<T> = {
  /** Its client; only a request that can't be sent has none. */
  db: DynamoDBClient | undefined;
  operation: Operation;
  /** Builds the parameters; what it throws is what awaiting the request throws. */
  build: () => object;
  /** What the caller gets of the answer, and of what was sent. */
  read: (output: Output, input: object) => T;
  /** Sends it, where that takes more than one request. */
  send?: (input: object) => Promise<Output>;
};

/** A request, and what became of it. */
export type RequestView = {
  operation: Operation;
  state: "refused, not sent" | "not sent yet" | "on its way" | "sent" | "failed";
  /** Its parameters, if they could be built. */
  input?: object;
  /** DynamoDB's answer; of a request that failed, if it was the answer that couldn't be read. */
  output?: Output;
  error?: unknown;
};

/** Parameters that change what comes back, or for whom: then it wouldn't be what the type says. */
const FIXED = [
  "TableName",
  "Key",
  "Item",
  "AttributesToGet",
  "ProjectionExpression",
  "RequestItems",
  "ReturnValues",
  "Select",
  "TransactItems",
] as const;

/** More parameters of DynamoDB, as its API reference names them. */
export type MoreParameters<Input> = {
  [K in keyof Input as K extends (typeof FIXED)[number] ? never : K]?: Input[K];
};

/**
 * A request to DynamoDB that is sent when it is awaited, once. Left as a cell's last expression, or given to show(), it
 * shows what would travel; after it was sent, also the answer.
 *
 * @throws DynamoError when awaited: with the service's own code, such as `ConditionalCheckFailedException`, or before
 * anything is sent with `ItemEncodeError`, `ItemTooLarge`, `RequestInvalid`
 */
export class Request<T, Input extends object = object> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Request";
  /** The operation of DynamoDB. */
  readonly operation: Operation;
  readonly #call: Call<T>;
  readonly #built: { input: object } | { refused: unknown };
  #result: Promise<T> | undefined;
  #output: Output | undefined;
  #isUsed = false;
  #failure: unknown;

  constructor(call: Call<T>) {
    this.#call = call;
    this.operation = call.operation;
    this.#built = attempt(call.build);
  }

  /** The parameters, as the SDK's command takes them. @throws what awaiting the request would throw, if it can't be sent */
  get input(): Input {
    this.#isUsed = true;
    if ("input" in this.#built) return this.#built.input as Input;
    throw this.#built.refused;
  }

  /** DynamoDB's answer as the SDK gives it, after the request was sent. */
  get output(): Output | undefined {
    return this.#output;
  }

  /** The client that sends it. */
  get db(): DynamoDBClient | undefined {
    return this.#call.db;
  }

  /** Whether it was sent, shown, or made part of another request. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** The same request with more of DynamoDB's parameters, such as `{ ReturnConsumedCapacity: "TOTAL" }`. */
  with(parameters: MoreParameters<Input>): this {
    const input = () => addParameters(this.input, parameters);
    // What it is made from needn't be sent any more.
    this.#isUsed = true;
    return this.again({ ...this.#call, build: input });
  }

  /** A request of the same kind. */
  protected again(call: Call<T>): this {
    return new (this.constructor as new (call: Call<T>) => this)(call);
  }

  then<A = T, B = never>(
    done?: ((value: T) => A | PromiseLike<A>) | null,
    failed?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.#isUsed = true;
    this.#result ??= this.#send();
    return this.#result.then(done, failed);
  }

  catch<B = never>(failed?: ((reason: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<T> {
    return this.then().finally(done);
  }

  async #send(): Promise<T> {
    const { db, operation, read } = this.#call;
    const input = this.input;
    try {
      const output = await (this.#call.send?.(input) ??
        send(db as DynamoDBClient, operation, input));
      this.#output = output;
      return read(output, input);
    } catch (error) {
      this.#failure = belongsTo({ operation, input }, error);
      throw this.#failure;
    }
  }

  /** What this request gives if DynamoDB answers so. */
  resultOf(output: Output): T {
    return this.#call.read(output, this.input);
  }

  /** Says that this request is part of another one, and needn't be sent by itself. */
  join(): this {
    this.#isUsed = true;
    return this;
  }

  /** What show() displays. */
  view(): RequestView {
    this.#isUsed = true;
    const { operation } = this;
    if ("refused" in this.#built)
      return { operation, state: "refused, not sent", error: this.#built.refused };
    const { input } = this.#built;
    const answered = this.#output === undefined ? {} : { output: this.#output };
    if (this.#failure !== undefined)
      return { operation, state: "failed", input, ...answered, error: this.#failure };
    if (this.#output !== undefined) return { operation, state: "sent", input, ...answered };
    return { operation, state: this.#result === undefined ? "not sent yet" : "on its way", input };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { operation, state, input, output, error } = this.view();
    const value =
      state === "failed" ? { input, error } : output === undefined ? input : { input, output };
    return `${operation} (${state}): ${input === undefined && error instanceof DynamoError ? error.message : literal(value ?? error)}`;
  }
}

function attempt(build: () => object): { input: object } | { refused: unknown } {
  try {
    return { input: build() };
  } catch (refused) {
    return { refused };
  }
}

/** An error that was found in the answer gets the request it belongs to. */
function belongsTo(request: Sent, error: unknown): unknown {
  return error instanceof DynamoError && error.request === undefined
    ? Object.assign(error, { request })
    : error;
}

/** Placeholders are merged; nothing that is there already is replaced. */
function addParameters(input: object, parameters: object): object {
  const merged: Record<string, unknown> = { ...input };
  for (const [name, value] of Object.entries(parameters)) {
    const there = merged[name];
    if (
      /^ExpressionAttribute(Names|Values)$/.test(name) &&
      typeof there === "object" &&
      there !== null
    )
      merged[name] = addParameters(there, value as object);
    else if (there === undefined && !FIXED.some((fixed) => fixed === name)) merged[name] = value;
    else
      throw new DynamoError(
        "RequestInvalid",
        `with() can't set ${name}: the request has one, or its answer would be another. Send a command of the SDK instead, with { ...request.input, ${name}: … }.`,
      );
  }
  return merged;
}
