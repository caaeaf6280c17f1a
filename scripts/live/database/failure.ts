/** A refusal as DynamoDB words it: the answer's body, with the status 400. */
export class Failure extends Error {
  constructor(
    readonly type: string,
    message: string,
    readonly more: Record<string, unknown> = {},
  ) {
    super(message);
  }

  get body(): Record<string, unknown> {
    return { __type: this.type, ...this.more, message: this.message };
  }
}

const dynamo = (name: string) => `com.amazonaws.dynamodb.v20120810#${name}`;

export const invalid = (message: string): Failure =>
  new Failure("com.amazon.coral.validate#ValidationException", message);

export const failure = (name: string, message: string, more?: Record<string, unknown>): Failure =>
  new Failure(dynamo(name), message, more);

/**
 * What this database can't do. It refuses rather than answers something that DynamoDB wouldn't: the
 * reader can run the same cell in the notebook.
 */
export const notHere = (what: string): Failure =>
  failure(
    "UnknownOperationException",
    `The database in this page doesn't support ${what}. Open the notebook to run this cell: its DynamoDB Local is more complete.`,
  );
