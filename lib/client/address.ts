import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { isLoopback } from "./target";

/** Where a client's requests go. */
export type Address = { endpoint: string; region: string; isLocal: boolean };

type Place = { protocol: string; hostname: string; port?: number | undefined };

const places = new WeakMap<DynamoDBClient, Place | undefined>();

/**
 * Notes where a client's requests go, because the SDK may take the endpoint from the environment.
 */
export function watchAddress(db: DynamoDBClient): void {
  if (places.has(db)) return;
  places.set(db, undefined);
  db.middlewareStack.add(
    (next) => (args) => {
      places.set(db, args.request as Place);
      return next(args);
    },
    { name: "watchAddress", step: "finalizeRequest" },
  );
}

/** Returns where a client's requests go, after it has sent one. */
export async function addressOf(db: DynamoDBClient): Promise<Address> {
  const region = await db.config.region();
  const place = places.get(db) ?? (await db.config.endpoint?.());
  if (place === undefined) return { endpoint: "AWS", region, isLocal: false };
  const { protocol, hostname, port } = place;
  return {
    endpoint: `${protocol}//${hostname}${port === undefined ? "" : `:${port}`}`,
    region,
    isLocal: isLoopback(hostname),
  };
}
