import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isLoopback } from "./target";

/** Where a client's requests go, for messages. */
export type Address = { endpoint: string; region: string; isLocal: boolean };

export async function addressOf(db: DynamoDBClient): Promise<Address> {
  const region = await db.config.region();
  // A client without an endpoint in its code may find one in the environment; it keeps it after its first request.
  const endpoint = await db.config.endpoint?.();
  if (endpoint === undefined) return { endpoint: "AWS", region, isLocal: false };
  const { protocol, hostname, port } = endpoint;
  return { endpoint: `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`, region, isLocal: isLoopback(hostname) };
}
