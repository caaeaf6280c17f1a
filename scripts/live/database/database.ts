/** A database: its tables. */
import { failure } from "./failure";
import type { OnDemandThroughput, Table, Throughput } from "./table";
import { own, type Item } from "./values";

export type TimeToLive = { AttributeName: string; Enabled: boolean };

/** A table, and what DescribeTable says of it beyond its definition. */
export type Stored = {
  table: Table;
  created: number;
  throughput: Throughput;
  billing: "PROVISIONED" | "PAY_PER_REQUEST";
  onDemandSince?: number;
  /** The most that a table on demand may consume; absent without a limit. */
  maximum?: OnDemandThroughput;
  isProtected: boolean;
  timeToLive?: TimeToLive;
};

export class Database {
  readonly tables = new Map<string, Stored>();
  /** What was done under a transaction's token, and until when repeating it does nothing. */
  readonly tokens = new Map<string, { request: string; until: number }>();

  stored(name: string): Stored {
    const found = this.tables.get(name);
    if (found) return found;
    throw failure("ResourceNotFoundException", "Cannot do operations on a non-existent table");
  }

  table(name: string): Table {
    return this.stored(name).table;
  }

  /**
   * Deletes what has expired. DynamoDB deletes in the background; here it is done before each
   * request, which comes to the same.
   */
  deleteExpired(now = Date.now() / 1000): void {
    for (const { table, timeToLive } of this.tables.values())
      if (timeToLive?.Enabled)
        for (const item of table.items.between())
          if (isExpired(item, timeToLive.AttributeName, now)) table.replace(item, undefined);
  }
}

/** DynamoDB leaves items alone that would have expired more than five years ago. */
const FIVE_YEARS = 5 * 365 * 24 * 3600;

function isExpired(item: Item, name: string, now: number): boolean {
  const text = own(item, name)?.N;
  return text !== undefined && Number(text) <= now && Number(text) > now - FIVE_YEARS;
}
