import type * as Sdk from "@aws-sdk/client-dynamodb";
import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import type { Target } from "./target";

/**
 * Asks an attached database for an answer.
 *
 * @throws DynamoError `DatabaseGone`, `EndpointInvalid`, `UnrecognizedClientException`
 */
export async function checkAttached(
  sdk: typeof Sdk,
  client: DynamoDBClient,
  target: Target,
): Promise<void> {
  try {
    await client.send(new sdk.ListTablesCommand({ Limit: 1 }));
  } catch (error) {
    if (error instanceof DynamoError || !(error instanceof Error)) throw error;
    if (/^(UnrecognizedClient|InvalidSignature|MissingAuthenticationToken)/.test(error.name))
      throw new DynamoError("UnrecognizedClientException", wrongKeys(target, error.message), {
        cause: error,
      });
    throw new DynamoError("EndpointInvalid", notDynamo(target, error), { cause: error });
  }
}

function wrongKeys({ endpoint, credentials }: Target, message: string): string {
  const key = credentials?.accessKeyId ?? "";
  const advice = /^[a-z0-9]+$/i.test(key)
    ? "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY to keys that it knows"
    : "DynamoDB Local accepts letters and digits only: set AWS_ACCESS_KEY_ID to such a key, or unset it";
  return (
    `${endpoint} refuses the access key "${key}" (${message.trim()}) ` +
    `${advice}; then start the workbook again.`
  );
}

const notDynamo = ({ endpoint, source }: Target, { name, message }: Error) =>
  `What answers at ${endpoint} doesn't answer as DynamoDB does (${name}: ${message.trim().slice(0, 200)}). ` +
  `Set ${source} to the address of a DynamoDB engine, or unset it; then start the workbook again.`;
