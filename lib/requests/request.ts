import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { DynamoErrorCode } from "../errors/codes";
import { DynamoError, type RequestInfo } from "../errors/errors";
import { literal } from "../print/literal";
import { send, type Operation, type Output } from "../client/send";
import { conditionFailed } from "./condition-failed";
import { announce } from "./made";
import { addParameters, type MoreParameters } from "./more-parameters";
import { subjectText } from "./subject";
import type { Target } from "./target";

/** The parts of a request. */
export type Call<T> = {
  /** Its client; `undefined` only if the request can't be sent. */
  db: DynamoDBClient | undefined;
  operation: Operation;
  /** Builds the parameters. If it throws, so does awaiting the request. */
  build: () => object;
  /** Makes the request's result from the response, and from the parameters. */
  read: (output: Output, input: object) => T;
  /** Sends it, if that takes more than one request. */
  send?: (input: object) => Promise<Output>;
  /** The item that it is about, if it is about one. */
  target?: Target;
  /** Adds what this request knows to an error of DynamoDB. */
  explain?: (error: DynamoError) => DynamoError;
};

/** What `show()` displays of a request. */
export type RequestView = {
  operation: Operation;
  state: "refused, not sent" | "not sent yet" | "in flight" | "sent" | "failed";
  /** Its parameters, if they could be built. */
  input?: object;
  /** DynamoDB's response. A request that failed has one if it couldn't be decoded. */
  output?: Output;
  error?: unknown;
};

/**
 * A request to DynamoDB that is sent when it is awaited, and only once. As a cell's last
 * expression, or passed to `show()`, it displays its parameters without being sent; after it was
 * sent, also the response.
 *
 * @throws DynamoError when awaited: with DynamoDB's own code, such as
 * `ConditionalCheckFailedException`; or, before anything is sent, with `ItemEncodeError`,
 * `ItemTooLarge`, `RequestInvalid`
 */
export class Request<T, Input extends object = object> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Request";
  /** Its operation at DynamoDB. */
  readonly operation: Operation;
  readonly #call: Call<T>;
  readonly #built: Built;
  #result: Promise<T> | undefined;
  #output: Output | undefined;
  #isUsed = false;
  #failure: unknown;

  constructor(call: Call<T>) {
    this.#call = call;
    this.operation = call.operation;
    this.#built = this.#attempt();
    announce(this);
  }

  #attempt(): Built {
    try {
      return { input: this.#call.build() };
    } catch (error) {
      return { refused: this.#about(error) };
    }
  }

  /**
   * Its parameters, as the SDK's command takes them.
   *
   * @throws if it can't be sent, the same as awaiting it
   */
  get input(): Input {
    this.#isUsed = true;
    if ("input" in this.#built) return this.#built.input as Input;
    throw this.#built.refused;
  }

  /** DynamoDB's response as the SDK returns it, after the request was sent. */
  get output(): Output | undefined {
    return this.#output;
  }

  /** The client that sends it. */
  get db(): DynamoDBClient | undefined {
    return this.#call.db;
  }

  /** Whether it was awaited, shown, or made part of another request. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /**
   * Returns the same request with more of DynamoDB's parameters, such as
   * `{ ReturnConsumedCapacity: "TOTAL" }`. With `{ ReturnValuesOnConditionCheckFailure: "ALL_OLD" }`
   * the error of a condition that doesn't hold has the existing `item`, at no cost in read units.
   *
   * Awaiting it throws `RequestInvalid` if the request has such a parameter already, or can't have
   * it.
   */
  with(parameters: MoreParameters<Input>): this {
    const input = () => addParameters(this.input, parameters);
    // The original request no longer needs to be sent.
    this.#isUsed = true;
    return this.copy({ ...this.#call, build: input });
  }

  /** Makes a request of the same class. */
  protected copy(call: Call<T>): this {
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
      this.#output = await (this.#call.send?.(input) ??
        send(db as DynamoDBClient, operation, input));
      return read(this.#output, input);
    } catch (error) {
      this.#failure = this.#explained({ operation, input }, error);
      throw this.#failure;
    }
  }

  /** Adds to an error what this request knows: what it is about, and its parameters. */
  #explained(request: RequestInfo, error: unknown): unknown {
    if (!(error instanceof DynamoError)) return error;
    // Its answer came, so what can't be read is the answer.
    if (this.#output !== undefined && request.operation === "UpdateItem")
      error.message += " UpdateItem was done all the same.";
    const told = this.#call.explain?.(error) ?? conditionFailed(error, this.#call.target);
    return this.#about(withRequest(request, told));
  }

  #about(error: unknown): unknown {
    const { target, operation } = this.#call;
    return error instanceof DynamoError && target !== undefined
      ? withSubject(error, subjectText(operation, target))
      : error;
  }

  /** What it is about: for messages of what it is part of. */
  get target(): Target | undefined {
    return this.#call.target;
  }

  /** Returns what this request resolves with if this is DynamoDB's response. */
  resultOf(output: Output): T {
    return this.#call.read(output, this.input);
  }

  /** Marks this request as part of another one: it needn't be sent by itself. */
  join(): this {
    this.#isUsed = true;
    return this;
  }

  /** Returns what `show()` displays. */
  view(): RequestView {
    this.#isUsed = true;
    const { operation } = this;
    if ("refused" in this.#built)
      return { operation, state: "refused, not sent", error: this.#built.refused };
    const { input } = this.#built;
    const response = this.#output === undefined ? {} : { output: this.#output };
    if (this.#failure !== undefined)
      return { operation, state: "failed", input, ...response, error: this.#failure };
    if (this.#output !== undefined) return { operation, state: "sent", input, ...response };
    return { operation, state: this.#result === undefined ? "not sent yet" : "in flight", input };
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    const { operation, state, input, output, error } = this.view();
    const head = `${operation} (${state}): `;
    if (input === undefined)
      return head + (error instanceof DynamoError ? error.message : literal(error));
    if (state === "failed") return head + literal({ input, error });
    return head + literal(output === undefined ? input : { input, output });
  }
}

/** A request's parameters, or the error that building them threw. */
type Built = { input: object } | { refused: unknown };

/** Adds the request to an error that was found in the response. */
const withRequest = (request: RequestInfo, error: DynamoError): DynamoError =>
  error.request === undefined ? Object.assign(error, { request }) : error;

/** Errors whose reason isn't what the request is about, or whose message names the table already. */
const OF_THE_DATABASE: readonly DynamoErrorCode[] = [
  "CredentialsMissing",
  "DatabaseGone",
  "EndpointNotLocal",
  "ExpiredTokenException",
  "ResourceNotFoundException",
  "TableDiffers",
  "TableNotAdopted",
  "TableNotReady",
  "UnrecognizedClientException",
];

const withSubject = (error: DynamoError, subject: string): DynamoError =>
  OF_THE_DATABASE.includes(error.code) ? error : error.about(subject);
