import { int, joined, type Measurement, string, Table, uuid } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

/** The chapter's tables. Fields that only some items have are optional. */
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

/** Text so large that four items of it exceed one page of results. */
export const LARGE = "x".repeat(300_000);
/** Text so long that reading one item of it, even eventually consistent, costs four units. */
export const COSTLY = "x".repeat(30_000);

/** Ids of users, in ascending order. */
export const users = (count: number): string[] => Array.from({ length: count }, random.uuid).sort();

/** Puts viewers of a new page. Returns the page's id. */
export async function pageViewedBy(
  context: CheckContext,
  by: readonly string[],
  note?: string,
): Promise<string> {
  const page_id = random.uuid();
  const text = note !== undefined && { note };
  await context.put(
    new Viewers(context.db),
    ...by.map((user_id) => ({ page_id, user_id, ...text })),
  );
  return page_id;
}

/** Describes what was consumed, as the end of a sentence. */
export const consumed = ({ units, requests }: Measurement<unknown>): string =>
  `consumed ${units} units (${[...new Set(requests.map(({ operation }) => operation))].join(", ")})`;

export const hasScan = ({ requests }: Measurement<unknown>): boolean =>
  requests.some(({ operation }) => operation === "Scan");
