import type { StoredItem } from "../items/types";
import { display, type Bundle } from "../print/display";
import { counted } from "../print/count";
import { mostOf, type Bound, type Read } from "./drawn";
import { chip, frame, list, plain, quiet, quietCode, rows, stretch, strong } from "./pieces";
import { lines, wrapped } from "./plain";
import { conditionOf, type DrawnQuery } from "./query";
import { shortForms, type Shorten } from "./shorten";
import { readSortKeyLine, type SortKeyLine } from "./sort-key-line";
import { storedText } from "./stored-text";

export async function sortKey(query: DrawnQuery, options: Bound = {}): Promise<void> {
  display(sortKeyPicture(await readSortKeyLine(query, mostOf(options))));
}

/** How an item is marked, by its colour and by this sign. */
const MARKS = { marked: "●", dropped: "×", outside: "○" } as const;

export function sortKeyPicture(line: SortKeyLine): Bundle {
  const { place, sortKey, input } = line;
  const shorten = shortenerOf(line);
  const conditions = [
    ...conditionOf("Key condition", input, shorten),
    ...conditionOf("Filter", input, shorten),
  ];
  const parts = partsOf(line, shorten);
  const title = `items in the order of ${sortKey}`;
  return {
    "text/plain": lines(
      `${place}: ${title}`,
      conditions.map(({ name, short }) => `${name}: ${short}`),
      "",
      parts.map(plainPart),
      "",
      notesOf(line),
    ),
    "text/html": frame(
      `${strong(place)}${plain(`: ${title}`)}`,
      conditions
        .map(({ name, short, whole }) => `<div>${quiet(name)} ${quietCode(short, whole)}</div>`)
        .join(""),
      rows(parts.map(htmlPart)),
      notesOf(line).map(plain),
    ),
  };
}

/** Sort keys and what they are compared with look the same; ids elsewhere are shortened by themselves. */
function shortenerOf({ before, stretch, after, sortKey, partition, input }: SortKeyLine): Shorten {
  const partitionText = storedText(partition);
  const sortKeys = [before, stretch, after].flatMap(({ items }) =>
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

/** One of the three parts of the line. */
type Part = {
  isMarked: boolean;
  label: string;
  items: { text: string; whole: string; kind: keyof typeof MARKS }[];
};

function partsOf(line: SortKeyLine, shorten: Shorten): Part[] {
  const { before, stretch, after, dropped } = line;
  const draw = (items: StoredItem[], kindOf: (item: StoredItem) => keyof typeof MARKS) =>
    items.map((item) => ({
      text: shorten(storedText(item[line.sortKey])),
      whole: wholeKey(line, item),
      kind: kindOf(item),
    }));
  const outside = (label: string, read: Read, more: string): Part => ({
    isMarked: false,
    label: `${label}: ${read.items.length === 0 ? "nothing" : counted(read.items.length)}${read.isCut ? `, and more ${more}` : ""}`,
    items: draw(read.items, () => "outside"),
  });
  const marked: Part = {
    isMarked: true,
    label: stretchLabel(stretch, dropped.size),
    items: draw(stretch.items, (item) => (dropped.has(item) ? "dropped" : "marked")),
  };
  return [
    outside("Lower sort keys", before, "below these"),
    marked,
    outside("Higher sort keys", after, "above these"),
  ];
}

function stretchLabel({ items, isCut }: Read, dropped: number): string {
  const count = `${isCut ? "the first " : ""}${counted(items.length)}${isCut ? ", and more above these" : ""}`;
  if (items.length === 0) return "What the query reads: nothing";
  return `What the query reads: ${count}${dropped === 0 ? "" : `; its filter drops ${dropped}`}`;
}

/** An index may have several items with the same key: the whole tells them apart. */
function wholeKey({ names, sortKey }: SortKeyLine, item: StoredItem): string {
  const others = names.filter((name) => name !== sortKey);
  return [sortKey, ...others].map((name) => `${name}: ${storedText(item[name])}`).join(", ");
}

function htmlPart({ isMarked, label, items }: Part): string {
  const chips = items.map(({ text, whole, kind }) => chip(text, whole, kind, MARKS[kind]));
  return stretch(
    isMarked,
    isMarked ? strong(label) : quiet(label),
    items.length === 0 ? "" : list(chips),
  );
}

function plainPart({ isMarked, label, items }: Part): string {
  const rail = isMarked ? "┃ " : "│ ";
  const drawn = items.map(({ text, kind }) => `${MARKS[kind]} ${text}`);
  return lines(
    `${rail}${label}`,
    items.length === 0 ? [] : [wrapped(`${rail}  `, drawn, `${rail}  `)],
  );
}

function notesOf({ input, dropped, sortKey }: SortKeyLine): string[] {
  const isPaged = [
    ...(input.Limit === undefined ? [] : ["limit"]),
    ...(input.ExclusiveStartKey === undefined ? [] : ["after"]),
  ];
  const droppedByFilter =
    dropped.size === 0 ? [] : [`${MARKS.dropped} read, then dropped by the filter`];
  return [
    [
      `${MARKS.marked} returned`,
      ...droppedByFilter,
      `${MARKS.outside} not read`,
      "all with the same partition key",
    ].join(" · "),
    ...(input.ScanIndexForward === false
      ? [`This query goes from the highest ${sortKey} to the lowest.`]
      : []),
    ...(isPaged.length === 0
      ? []
      : [`Drawn without the query's ${isPaged.join(" and ")}: all that its pages read.`]),
  ];
}
