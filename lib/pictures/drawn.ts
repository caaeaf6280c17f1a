import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import type { StoredItem } from "../items/types";
import { send, type Operation } from "../client/send";
import type { Definition } from "../items/definition";

/** A table that can be drawn: any that `Table()` made. */
export type DrawnTable = {
  readonly name: string;
  readonly db: DynamoDBClient;
  readonly definition: Definition;
};

/** How much of a table is drawn at most. */
export type Bound = {
  /** At most so many items, from 1 to 1,000; by default 100. */
  most?: number;
};

/** How many items are drawn if nobody says more. */
export const MOST = 100;

/** A whole number within these limits. @throws DynamoError `RequestInvalid` */
export function wholeNumber(name: string, value: unknown, least: number, largest: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= largest)
    return value;
  const takes = `It takes a whole number from ${least} to ${largest.toLocaleString("en-US")}.`;
  throw new DynamoError("RequestInvalid", `${name} can't be ${String(value)}. ${takes}`);
}

export const mostOf = ({ most = MOST }: Bound): number => wholeNumber("most", most, 1, 1000);

/** What was read, and whether there is more. */
export type Read = { items: StoredItem[]; isCut: boolean };

/** Reads until `most` items and one were read: the one says that there are more. */
export async function readAtMost(
  db: DynamoDBClient,
  operation: Operation & ("Query" | "Scan"),
  input: object,
  most: number,
): Promise<Read> {
  const items: StoredItem[] = [];
  let read = 0;
  let from: unknown;
  do {
    const output = await send(db, operation, {
      ...input,
      Limit: most + 1 - read,
      ...(from !== undefined && { ExclusiveStartKey: from }),
    });
    const {
      Items = [],
      ScannedCount,
      LastEvaluatedKey,
    } = output as { Items?: StoredItem[]; ScannedCount?: number; LastEvaluatedKey?: StoredItem };
    items.push(...Items);
    read += ScannedCount ?? Items.length;
    from = LastEvaluatedKey;
  } while (from !== undefined && read <= most);
  return { items: items.slice(0, most), isCut: read > most };
}

/** Parameters that let a read give these attributes only. */
export const only = (names: readonly string[]) => ({
  ProjectionExpression: names.map((_, index) => `#drawn${index}`).join(", "),
  ExpressionAttributeNames: Object.fromEntries(
    names.map((name, index) => [`#drawn${index}`, name]),
  ),
});

/** Items by what they have in common, in the order of the first of each. */
export function grouped<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const there = groups.get(key);
    if (there === undefined) groups.set(key, [one]);
    else there.push(one);
  }
  return [...groups.values()];
}
