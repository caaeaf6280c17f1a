import type { StoredItem } from "../items/types";
import { display, type Bundle } from "../print/display";
import { keyNames } from "../items/definition";
import { counted } from "../print/count";
import {
  grouped,
  mostOf,
  only,
  readAtMost,
  wholeNumber,
  type Bound,
  type DrawnTable,
} from "./drawn";
import {
  bar,
  chip,
  code,
  columns,
  frame,
  group,
  heading,
  list,
  panel,
  plain,
  quiet,
  strong,
} from "./pieces";
import { blocks, lines, wrapped } from "./plain";
import { shortForms, type Shorten } from "./shorten";
import { identity, storedText } from "./stored-text";

/** What the picture of partitions shows. */
export type PartitionsData = {
  table: string;
  partitionKey: string;
  sortKey: string | undefined;
  /** As a scan gives them: those of one partition key in the order of the sort key. */
  items: StoredItem[];
  /** Whether the table has more. */
  isCut: boolean;
  partitions: number;
};

export async function partitions(
  table: DrawnTable,
  options: Bound & { partitions?: number } = {},
): Promise<void> {
  const count = wholeNumber("partitions", options.partitions ?? 3, 1, 20);
  const { partitionKey, sortKey } = table.definition;
  const read = await readAtMost(
    table.db,
    "Scan",
    { TableName: table.name, ...only(keyNames(table.definition)) },
    mostOf(options),
  );
  display(
    partitionsPicture({ table: table.name, partitionKey, sortKey, ...read, partitions: count }),
  );
}

export function partitionsPicture(data: PartitionsData): Bundle {
  const { items, partitionKey, sortKey } = data;
  const collections = grouped(items, (item) => identity(item, [partitionKey]));
  const placed = Array.from({ length: data.partitions }, (_, number) =>
    collections.filter(([first]) => placeOf(first, data) === number),
  );
  const shorten = {
    partition: shortForms(texts(items, partitionKey)),
    sort: shortForms(texts(items, sortKey ?? "")),
  };
  const share = (own: StoredItem[][]) =>
    items.length === 0 ? 0 : own.flat().length / items.length;
  const title = `${data.isCut ? "the first " : ""}${counted(items.length)} in ${counted(data.partitions, "partition")}`;
  const count = (own: StoredItem[][]) => `${own.flat().length} of ${counted(items.length)}`;
  const draw = (own: StoredItem[][]): Drawn[] =>
    own.map((collection) => drawn(data, shorten, collection));
  return {
    "text/plain": lines(
      `${data.table}: ${title}`,
      placed.map((own, number) => {
        const head = `Partition ${number + 1}: ${count(own)}  ${blocks(share(own), 30)}`;
        return lines("", head.trimEnd(), plainCollections(data, draw(own)));
      }),
      "",
      notes(data),
    ),
    "text/html": frame(
      `${strong(data.table)} ${plain(title)}`,
      "",
      columns(
        placed.map((own, number) => {
          const head = heading(strong(`Partition ${number + 1}`), quiet(count(own)));
          return panel(head + bar(share(own), 6) + htmlCollections(data, draw(own)));
        }),
        210,
      ),
      notes(data).map(plain),
    ),
  };
}

const texts = (items: StoredItem[], name: string) => items.map((item) => storedText(item[name]));

/** An item collection: all items with one partition key. */
type Drawn = { key: string; wholeKey: string; items: { key: string; wholeKey: string }[] };

function drawn(
  { partitionKey, sortKey }: PartitionsData,
  shorten: { partition: Shorten; sort: Shorten },
  collection: StoredItem[],
): Drawn {
  const wholeKey = storedText(collection[0]?.[partitionKey]);
  const sortKeys = sortKey === undefined ? [] : texts(collection, sortKey);
  return {
    key: shorten.partition(wholeKey),
    wholeKey,
    items: sortKeys.map((text) => ({ key: shorten.sort(text), wholeKey: text })),
  };
}

function htmlCollections({ partitionKey, sortKey }: PartitionsData, collections: Drawn[]): string {
  if (collections.length === 0) return quiet("empty");
  if (sortKey === undefined)
    return list(collections.map(({ key, wholeKey }) => chip(key, wholeKey)));
  const box = ({ key, wholeKey, items }: Drawn) => {
    const head = heading(
      `${quiet(partitionKey)} ${code(key, wholeKey)}`,
      quiet(counted(items.length)),
    );
    return group(head, list(items.map((item) => chip(item.key, item.wholeKey))));
  };
  return collections.map(box).join("");
}

function plainCollections({ partitionKey, sortKey }: PartitionsData, collections: Drawn[]): string {
  if (collections.length === 0) return "  empty";
  if (sortKey === undefined)
    return wrapped(
      "  ",
      collections.map(({ key }) => key),
    );
  const box = ({ key, items }: Drawn) => [
    `  ${partitionKey} ${key} (${counted(items.length)})`,
    wrapped(
      "    ",
      items.map((item) => item.key),
    ),
  ];
  return lines(collections.flatMap(box));
}

function notes({ partitionKey, sortKey, items, isCut }: PartitionsData): string[] {
  const what =
    sortKey === undefined
      ? `Each item is placed by its partition key, ${partitionKey}; there is no sort key, so each has one of its own.`
      : `A box holds the items with one ${partitionKey}, the partition key, in the order of the sort key, ${sortKey}.`;
  return [
    items.length === 0 ? "The table is empty." : what,
    ...(isCut
      ? [
          `The table has more items: these are the first ${items.length} that a scan gives. Draw more with { most: … }.`,
        ]
      : []),
    "Which partition a key goes to is DynamoDB's secret, so this placement is illustrative; but items with the same partition key always share one.",
  ];
}

function placeOf(
  item: StoredItem | undefined,
  { partitionKey, partitions: count }: PartitionsData,
): number {
  return hash(identity(item ?? {}, [partitionKey])) % count;
}

/** FNV-1a, and the last step of MurmurHash3: keys that differ in one digit go different ways, and the same in each run. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) bits = Math.imul(bits ^ byte, 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
