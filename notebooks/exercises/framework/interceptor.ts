import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isStatement, verbOf } from "./partiql";

/** A response of DynamoDB, as the SDK returns it. */
export type Response = Record<string, unknown>;

/** A request that hasn't been sent yet. */
export type InterceptedRequest = {
  /** "GetItem", or for PartiQL "ExecuteStatement SELECT". */
  operation: string;
  input: Record<string, unknown>;
  /** Sends it, with more parameters or others if they are given. */
  send: (parameters?: object) => Promise<Response>;
};

/** Handles a request instead of the client: may send it, delay it, fail it, change its response. */
export type Interceptor = (request: InterceptedRequest) => Promise<Response>;

/** Notes the operation of each request, and leaves the rest to another interceptor, if there is one. */
export const noting =
  (sent: string[], during: Interceptor = ({ send }) => send()): Interceptor =>
  (request) => {
    sent.push(request.operation);
    return during(request);
  };

/** An interception in progress. */
export type Interception = {
  /** The operations whose requests haven't been answered. */
  inFlight(): string[];
  /** Waits for the requests in flight, including those that weren't awaited, and ends it. */
  end(): Promise<void>;
};

type Send = (command: Command, ...more: unknown[]) => Promise<Response>;
type Command = { input: Record<string, unknown> };

/** Passes every request of the client to an interceptor. */
export function intercept(db: DynamoDBClient, interceptor: Interceptor): Interception {
  const client = db as unknown as { send: Send };
  const { send } = client;
  const inFlight = new Map<Promise<Response>, string>();
  client.send = (command, ...more) => {
    const operation = operationOf(command);
    const response = interceptor({
      operation,
      input: command.input,
      send: (parameters) => send.call(db, changed(command, parameters), ...more),
    });
    inFlight.set(response, operation);
    const done = () => inFlight.delete(response);
    response.then(done, done);
    return response;
  };
  return {
    inFlight: () => [...inFlight.values()],
    end: async () => {
      await untilEmpty(inFlight);
      client.send = send;
    },
  };
}

function operationOf({ constructor, input }: Command): string {
  const operation = constructor.name.replace(/Command$/, "");
  return isStatement(operation) ? `${operation} ${verbOf(input)}` : operation;
}

/** The same command with other parameters. */
function changed(command: Command, parameters: object | undefined): Command {
  if (parameters === undefined) return command;
  const Same = command.constructor as new (input: object) => Command;
  return new Same({ ...command.input, ...parameters });
}

/** How many times requests that weren't awaited may be followed by others. */
const MAX_ROUNDS = 100;

async function untilEmpty(inFlight: ReadonlyMap<Promise<unknown>, string>): Promise<void> {
  for (let round = 0; round === 0 || (inFlight.size > 0 && round < MAX_ROUNDS); round++) {
    await Promise.allSettled(inFlight.keys());
    await new Promise((resolve) => setTimeout(resolve));
  }
}

/** Whether an operation writes items. */
export const isWrite = (operation: string): boolean =>
  /^(Put|Update|Delete|BatchWrite|TransactWrite)Items?$/.test(operation) ||
  (isStatement(operation) && !operation.endsWith(" SELECT"));

/** Whether an operation reads items. */
export const isRead = (operation: string): boolean =>
  /^(Get|BatchGet|TransactGet)Items?$|^(Query|Scan)$/.test(operation) ||
  (isStatement(operation) && operation.endsWith(" SELECT"));

/** Whether a request is a read that sees every write before it. */
export function isStrong({
  operation,
  input,
}: Pick<InterceptedRequest, "operation" | "input">): boolean {
  if (/^(TransactGet|ExecuteTransaction )/.test(operation)) return isRead(operation);
  const tables = Object.values((input["RequestItems"] ?? {}) as Record<string, object>);
  const parts: { ConsistentRead?: unknown }[] = operation === "BatchGetItem" ? tables : [input];
  return isRead(operation) && parts.every(({ ConsistentRead }) => ConsistentRead === true);
}
