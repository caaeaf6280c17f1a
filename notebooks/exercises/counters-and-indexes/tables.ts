import { int } from "../../../lib/fields/numbers";
import { joined, string, uuid } from "../../../lib/fields/texts";
import type { Measurement } from "../../../lib/client/measure";
import { Table } from "../../../lib/table/table";
import { random } from "../random";
import type { Trial } from "../trial";

/** The chapter's tables, as its cells make them. Where a field is optional, items of the chapter lack it. */
export const Views = Table({
  name: "page_view",
  fields: { page_id_user_id: joined("uuid", "uuid") },
  partitionKey: "page_id_user_id",
  throughput: { read: 1, write: 1 },
});
export const Counters = Table({
  name: "page_counter",
  fields: {
    page_id: uuid(),
    views: int(),
    last_viewed: int().optional(),
    note: string().optional(),
  },
  partitionKey: "page_id",
});
export const Shards = Table({
  name: "page_counter_shard",
  fields: { page_id_shard: joined("uuid", "int"), views: int(), note: string().optional() },
  partitionKey: "page_id_shard",
});
export const Viewers = Table({
  name: "page_viewer",
  fields: { page_id: uuid(), user_id: uuid(), note: string().optional() },
  partitionKey: "page_id",
  sortKey: "user_id",
  indexes: { for_user: { partitionKey: "user_id", sortKey: "page_id", projection: "KEYS_ONLY" } },
});

/** So large that four of them fill an answer. */
export const LARGE = "x".repeat(300_000);

/** Ids of users, in their order. */
export const users = (count: number): string[] => Array.from({ length: count }, random.uuid).sort();

/** A page with these viewers. */
export async function pageViewedBy(
  trial: Trial,
  by: readonly string[],
  note?: string,
): Promise<string> {
  const page_id = random.uuid();
  for (const user_id of by)
    await trial.put(new Viewers(trial.db), {
      page_id,
      user_id,
      ...(note !== undefined && { note }),
    });
  return page_id;
}

/** What was consumed, as the end of a sentence. */
export const consumed = ({ units, requests }: Measurement<unknown>): string =>
  `consumed ${units} units (${[...new Set(requests.map(({ operation }) => operation))].join(", ")})`;

export const hasScan = ({ requests }: Measurement<unknown>): boolean =>
  requests.some(({ operation }) => operation === "Scan");
