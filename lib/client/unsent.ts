import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError, type RequestInfo } from "../errors/errors";
import { addressOf } from "./address";
import { isConnectionError, NO_KEYS } from "./guard";

/**
 * Explains why a client of the SDK got no answer: `DatabaseGone`, `CredentialsMissing`,
 * `EndpointInvalid`. (The clients of `connect()` do that themselves.) Returns any other error
 * unchanged.
 */
export async function explainUnsent(
  db: DynamoDBClient,
  request: RequestInfo,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof Error) || error instanceof DynamoError) return error;
  const details = { cause: error, request };
  if (isConnectionError(error) || error.name === "TimeoutError") {
    const { endpoint } = await addressOf(db);
    const sentence = `Nothing answers at ${endpoint}. Start that database, or make the client with another endpoint; `;
    return new DynamoError("DatabaseGone", `${sentence}then run this cell again.`, details);
  }
  if (error.name === "CredentialsProviderError")
    return new DynamoError("CredentialsMissing", NO_KEYS, details);
  if (error.message === "Region is missing")
    return new DynamoError("EndpointInvalid", NO_REGION, details);
  return error;
}

const NO_REGION =
  "The SDK found no region for this client. Make it with one, such as " +
  'new DynamoDBClient({ region: "us-west-2" }), or set AWS_REGION, then restart the kernel.';
