import { keyNames } from "../items/definition";
import type { StoredItem } from "../items/types";
import { counted } from "../print/count";
import {
  chip,
  columns,
  line,
  list,
  muted,
  notes,
  panel,
  strong,
  type Block,
  type Picture,
} from "./blocks/blocks";
import { displayPicture } from "./blocks/display";
import { itemCollections, keyId } from "./item-key";
import { limitOf, wholeNumber, type DrawOptions } from "./options";
import { projection, readItems, type DrawableTable, type FirstItems } from "./read";
import { shortValues, type ShortValueOf } from "./short-values";

/** The data of the picture of partitions. */
export type PartitionsData = FirstItems & {
  table: string;
  partitionKey: string;
  sortKey: string | undefined;
  /** Whether the table has a local index, which keeps the items of a partition key together. */
  hasLocalIndex: boolean;
  /** How many partitions to draw. */
  partitions: number;
};

export async function partitions(
  table: DrawableTable,
  options: DrawOptions & { partitions?: number } = {},
): Promise<void> {
  const count = wholeNumber("partitions", options.partitions ?? 3, 1, 20);
  const { partitionKey, sortKey, indexes = {} } = table.definition;
  const hasLocalIndex = Object.values(indexes).some((index) => index.partitionKey === undefined);
  const read = await readItems(
    table.db,
    "Scan",
    { TableName: table.name, ...projection(keyNames(table.definition)) },
    limitOf(options),
  );
  displayPicture(
    partitionsPicture({
      table: table.name,
      partitionKey,
      sortKey,
      hasLocalIndex,
      ...read,
      partitions: count,
    }),
  );
}

/**
 * Builds the picture. A scan returns the items of one partition key in the order of the sort key.
 */
export function partitionsPicture(data: PartitionsData): Picture {
  const { items, partitionKey } = data;
  const collections = itemCollections(items, [partitionKey]);
  const shortValueOf = shortValues(items);
  const panels = Array.from({ length: data.partitions }, (_, number) => {
    const own = collections.filter(([first]) => partitionOf(first, data) === number);
    const count = own.flat().length;
    return panel({
      title: `Partition ${number + 1}`,
      count: `${count} of ${counted(items.length)}`,
      share: count / Math.max(1, items.length),
      content:
        own.length === 0 ? [line(muted("empty"))] : collectionBlocks(data, own, shortValueOf),
    });
  });
  const title = `${data.hasMore ? "the first " : ""}${counted(items.length)} in ${counted(data.partitions, "partition")}`;
  return {
    title: [strong(data.table), `: ${title}`],
    body: columns(210, panels),
    notes: notesOf(data),
  };
}

function collectionBlocks(
  { partitionKey, sortKey }: PartitionsData,
  collections: [StoredItem, ...StoredItem[]][],
  shortValueOf: ShortValueOf,
): Block[] {
  if (sortKey === undefined)
    return [list(collections.map(([item]) => chip(shortValueOf(item, partitionKey))))];
  return collections.map((items) => ({
    kind: "group",
    key: { name: partitionKey, value: shortValueOf(items[0], partitionKey) },
    count: counted(items.length),
    content: [list(items.map((item) => chip(shortValueOf(item, sortKey))))],
  }));
}

function notesOf(data: PartitionsData): string[] {
  const { partitionKey, sortKey, items, hasMore } = data;
  const placement =
    sortKey === undefined
      ? `Each item is placed by its partition key, ${partitionKey}; there is no sort key, so each has one of its own.`
      : `A box holds the items with one ${partitionKey}, the partition key, in the order of the sort key, ${sortKey}.`;
  return notes(
    items.length === 0 ? "The table is empty." : placement,
    hasMore &&
      `The table has more items: these are the first ${items.length} that a scan returns. Draw more with { limit: … }.`,
    `Which partition a key goes to is DynamoDB's secret, so this placement is illustrative. ${together(data)}`,
  );
}

/**
 * Says what is sure about placement: one key has one place, but the items of one partition key may
 * be split by their sort key, unless a local index needs them together.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.Partitions.html
 */
function together({ sortKey, hasLocalIndex }: PartitionsData): string {
  if (sortKey === undefined) return "But the same key always leads to the same one.";
  return hasLocalIndex
    ? "But items with the same partition key share one, because the table has a local index."
    : "Items with the same partition key are stored together; if they are very many, or very busy, DynamoDB may spread them over several.";
}

const partitionOf = (item: StoredItem, { partitionKey, partitions: count }: PartitionsData) =>
  hash(keyId(item, [partitionKey])) % count;

/**
 * Hashes a text by FNV-1a and the last step of MurmurHash3: it spreads keys that differ in one
 * digit, and is the same in each run.
 */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) bits = Math.imul(bits ^ byte, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
