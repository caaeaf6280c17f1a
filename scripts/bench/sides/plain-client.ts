import { DynamoDBClient, type DynamoDBClientConfig } from "@aws-sdk/client-dynamodb";

/** Makes a client of the SDK with its defaults, but for the address and the keys. */
export const plainClient = (
  { endpoint, accessKeyId }: { endpoint: string; accessKeyId: string },
  more: DynamoDBClientConfig = {},
): DynamoDBClient =>
  new DynamoDBClient({
    endpoint,
    region: "us-west-2",
    credentials: { accessKeyId, secretAccessKey: "bench" },
    ...more,
  });
