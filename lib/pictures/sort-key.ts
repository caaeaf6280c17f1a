import type { StoredItem } from "../items/types";
import { counted } from "../print/count";
import {
  chip,
  list,
  notes,
  stack,
  strong,
  type Block,
  type Inline,
  type Picture,
} from "./blocks/blocks";
import { displayPicture } from "./blocks/display";
import { conditionOf } from "./condition";
import { limitOf, type DrawOptions } from "./options";
import type { DrawableQuery } from "./query";
import type { FirstItems } from "./read";
import { shortForms, type Shorten } from "./shorten";
import { readSortedPartition, type SortedPartition } from "./sorted-partition";
import { storedText } from "./stored-text";

export async function sortKey(query: DrawableQuery, options: DrawOptions = {}): Promise<void> {
  displayPicture(sortKeyPicture(await readSortedPartition(query, limitOf(options))));
}

/** The signs before items, which say the same as their colours. */
const SIGNS = { marked: "●", dropped: "×", outside: "○" } as const;

export function sortKeyPicture(partition: SortedPartition): Picture {
  const { place, input, below, range, above, dropped } = partition;
  const shorten = shortenerOf(partition);
  const chips = ({ items }: FirstItems, styleOf: (item: StoredItem) => keyof typeof SIGNS) =>
    items.map((item) => itemChip(partition, item, styleOf(item), shorten));
  const beside = (label: string, side: FirstItems, more: string) =>
    rangeBlock(
      false,
      sideLabel(label, side, more),
      chips(side, () => "outside"),
    );
  return {
    title: [strong(place), `: items in the order of ${partition.sortKey}`],
    conditions: [
      ...conditionOf("Key condition", input, shorten),
      ...conditionOf("Filter", input, shorten),
    ],
    body: stack([
      beside("Lower sort keys", below, "below these"),
      rangeBlock(
        true,
        rangeLabel(range, dropped.size),
        chips(range, (item) => (dropped.has(item) ? "dropped" : "marked")),
      ),
      beside("Higher sort keys", above, "above these"),
    ]),
    notes: notesOf(partition),
  };
}

/**
 * Shortens sort keys and the values they are compared with in the same way, the partition key and
 * other ids separately.
 */
function shortenerOf({ below, range, above, sortKey, partition, input }: SortedPartition): Shorten {
  const partitionText = storedText(partition);
  const sortKeys = [below, range, above].flatMap(({ items }) =>
    items.map((item) => storedText(item[sortKey])),
  );
  const compared = Object.values(input.ExpressionAttributeValues ?? {})
    .map((value) => storedText(value))
    .filter((text) => text !== partitionText);
  const [forPartition, forOthers] = [
    shortForms([partitionText]),
    shortForms([...sortKeys, ...compared]),
  ];
  return (text) =>
    text === partitionText && !sortKeys.includes(text) ? forPartition(text) : forOthers(text);
}

const rangeBlock = (isMarked: boolean, label: string, chips: Inline[]): Block => ({
  kind: "range",
  isMarked,
  label,
  content: chips.length === 0 ? [] : [list(chips)],
});

const sideLabel = (label: string, { items, hasMore }: FirstItems, more: string) =>
  `${label}: ${items.length === 0 ? "nothing" : counted(items.length)}${hasMore ? `, and more ${more}` : ""}`;

function rangeLabel({ items, hasMore }: FirstItems, dropped: number): string {
  if (items.length === 0) return "What the query reads: nothing";
  const count = hasMore
    ? `the first ${counted(items.length)}, and more above these`
    : counted(items.length);
  return `What the query reads: ${count}${dropped === 0 ? "" : `; its filter drops ${dropped}`}`;
}

/**
 * Makes the chip of an item. An index may have several items with the same sort key, so the tooltip
 * has all keys.
 */
function itemChip(
  { names, sortKey }: SortedPartition,
  item: StoredItem,
  style: keyof typeof SIGNS,
  shorten: Shorten,
): Inline {
  const all = [sortKey, ...names.filter((name) => name !== sortKey)];
  const whole = all.map((name) => `${name}: ${storedText(item[name])}`).join(", ");
  return chip({ short: shorten(storedText(item[sortKey])), whole }, style, SIGNS[style]);
}

function notesOf({ input, dropped, sortKey }: SortedPartition): string[] {
  const ignored = [
    ...(input.Limit === undefined ? [] : ["limit"]),
    ...(input.ExclusiveStartKey === undefined ? [] : ["after"]),
  ];
  const signs = [
    `${SIGNS.marked} returned`,
    ...(dropped.size === 0 ? [] : [`${SIGNS.dropped} read, then dropped by the filter`]),
    `${SIGNS.outside} not read`,
    "all with the same partition key",
  ];
  return notes(
    signs.join(" · "),
    input.ScanIndexForward === false &&
      `This query goes from the highest ${sortKey} to the lowest.`,
    ignored.length > 0 &&
      `Drawn without the query's ${ignored.join(" and ")}: all that its pages read.`,
  );
}
