import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError, type RequestInfo } from "../errors/errors";
import { addressOf, watchAddress } from "./address";
import { checkClient } from "./check-client";
import { explain } from "./failure";
import { serviceError } from "./service-error";
import { loadedSdk, loadSdk } from "./sdk";

/** The operations that this library sends. */
export type Operation =
  | "BatchGetItem"
  | "BatchWriteItem"
  /** Only as part of a transaction. */
  | "ConditionCheck"
  | "CreateTable"
  | "DeleteItem"
  | "DeleteTable"
  | "DescribeTable"
  | "GetItem"
  | "ListTables"
  | "PutItem"
  | "Query"
  | "Scan"
  | "TransactGetItems"
  | "TransactWriteItems"
  | "UpdateItem";

/** A response of DynamoDB, as the SDK returns it. */
export type Output = Record<string, unknown>;

type AnyCommand = Parameters<DynamoDBClient["send"]>[0];

/**
 * Sends one request.
 *
 * @throws DynamoError with DynamoDB's own code, such as `ConditionalCheckFailedException`
 */
export async function send(
  db: DynamoDBClient,
  operation: Operation,
  input: object,
): Promise<Output> {
  if (operation === "ConditionCheck") throw loneCheck({ operation, input });
  checkClient(db);
  const sdk = loadedSdk() ?? (await loadSdk());
  watchAddress(db);
  // Each input was built for its operation, which one signature for all of them can't express.
  const Command = sdk[`${operation}Command`] as unknown as new (input: object) => AnyCommand;
  try {
    return (await db.send(new Command(input))) as unknown as Output;
  } catch (error) {
    const request = { operation, input };
    throw await serviceError(db, request, await explained(db, error));
  }
}

/** Explains why a learner's own client got no answer; those of `connect()` do that themselves. */
async function explained(db: DynamoDBClient, error: unknown): Promise<unknown> {
  if (error instanceof DynamoError) return error;
  // Without a region there is no address either.
  const place = await addressOf(db).catch(() => undefined);
  const kind = place?.isLocal === true ? "attached" : "aws";
  return explain(error, { kind, endpoint: place?.endpoint });
}

const loneCheck = (request: RequestInfo) =>
  new DynamoError(
    "RequestInvalid",
    "DynamoDB takes a condition without a change only in a transaction. Pass it to transactWrite(), with the writes that depend on it.",
    { request },
  );
