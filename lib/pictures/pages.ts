import type { StoredItem } from "../items/types";
import { send } from "../client/send";
import { display, type Bundle } from "../print/display";
import { counted } from "../print/count";

import {
  attribute,
  chip,
  frame,
  heading,
  link,
  list,
  panel,
  plain,
  quiet,
  quietCode,
  rows,
  strong,
} from "./pieces";
import { lines, wrapped } from "./plain";
import {
  conditionOf,
  keyOf,
  parametersOf,
  placeText,
  type DrawnQuery,
  type Parameters,
} from "./query";
import { shortForms, type Shorten } from "./shorten";
import { shortFormsByName, type ShortenByName } from "./short-items";
import { storedText } from "./stored-text";

/** What one request gave. */
export type DrawnPage = {
  items: StoredItem[];
  /** How many were read: a filter comes after reading. */
  scanned: number;
  /** Read units; `undefined` where the database doesn't say. */
  units: number | undefined;
  /** The cursor, LastEvaluatedKey. */
  last: StoredItem | undefined;
};

/** What the picture of pages shows. */
export type PagesData = {
  /** What is read: `purchase, index for_user`. */
  place: string;
  isScan: boolean;
  /** The attributes that stand for an item: the sort key, or all of the key. */
  labels: string[];
  input: Parameters;
  pages: DrawnPage[];
};

const MOST_PAGES = 20;

export async function pages(query: DrawnQuery): Promise<void> {
  const { input, source } = parametersOf(query);
  const { partitionKey, sortKey } = keyOf(source);
  const isScan = source.key === undefined;
  const labels =
    sortKey === undefined ? [partitionKey] : isScan ? [partitionKey, sortKey] : [sortKey];
  const drawn: DrawnPage[] = [];
  let last = input.ExclusiveStartKey;
  do {
    const parameters = {
      ...input,
      ...(last !== undefined && { ExclusiveStartKey: last }),
      ReturnConsumedCapacity: "TOTAL",
    };
    const page = pageOf(await send(source.table.db, isScan ? "Scan" : "Query", parameters));
    drawn.push(page);
    last = page.last;
  } while (last !== undefined && drawn.length < MOST_PAGES);
  display(pagesPicture({ place: placeText(source), isScan, labels, input, pages: drawn }));
}

function pageOf(output: object): DrawnPage {
  const {
    Items = [],
    ScannedCount,
    ConsumedCapacity,
    LastEvaluatedKey,
  } = output as {
    Items?: StoredItem[];
    ScannedCount?: number;
    ConsumedCapacity?: { CapacityUnits?: number };
    LastEvaluatedKey?: StoredItem;
  };
  return {
    items: Items,
    scanned: ScannedCount ?? Items.length,
    units: ConsumedCapacity?.CapacityUnits,
    last: LastEvaluatedKey,
  };
}

export function pagesPicture(data: PagesData): Bundle {
  const { place, input, pages: drawn, isScan } = data;
  const limit = input.Limit === undefined ? "1 MB" : counted(input.Limit);
  const title = `a ${isScan ? "scan" : "query"} in pages of at most ${limit}`;
  const filter = conditionOf("Filter", input, loneForm);
  const shorten = shortFormsByName(
    drawn.flatMap(({ items, last }) => [...items, ...(last === undefined ? [] : [last])]),
  );
  const parts = drawn.map((page, index) => partOf(data, page, index, shorten));
  return {
    "text/plain": lines(
      `${place}: ${title}`,
      filter.map(({ name, short }) => `${name}: ${short}`),
      "",
      parts.map(plainPart),
      "",
      notesOf(data),
    ),
    "text/html": frame(
      `${strong(place)}${plain(`: ${title}`)}`,
      filter.map(({ name, short, whole }) => `${quiet(name)} ${quietCode(short, whole)}`).join(""),
      rows(parts.map(htmlPart)),
      notesOf(data).map(plain),
    ),
  };
}

const loneForm: Shorten = (text) => shortForms([text])(text);

/** A page and what leads on from it. */
type Part = {
  title: string;
  count: string;
  items: { text: string; whole: string }[];
  /** How many of the page's items aren't drawn. */
  more: number;
  isEmpty: boolean;
  next: { name: string; text: string; whole: string }[] | undefined;
};

/** As many items of a page as are drawn. */
const MOST_ITEMS = 40;

function partOf(
  data: PagesData,
  { items, scanned, units, last }: DrawnPage,
  index: number,
  shorten: ShortenByName,
): Part {
  const isFiltered = data.input.FilterExpression !== undefined;
  const text = (item: StoredItem, form: ShortenByName) =>
    data.labels.map((name) => form(name, storedText(item[name]))).join(" | ");
  return {
    title: `Page ${index + 1}`,
    count: [
      counted(items.length),
      ...(isFiltered ? [`${scanned} read`] : []),
      ...(units === undefined ? [] : [counted(units, "unit")]),
    ].join(" · "),
    items: items
      .slice(0, MOST_ITEMS)
      .map((item) => ({ text: text(item, shorten), whole: text(item, (_, whole) => whole) })),
    more: Math.max(0, items.length - MOST_ITEMS),
    isEmpty: items.length === 0,
    next:
      last &&
      Object.keys(last)
        .sort()
        .map((name) => ({
          name,
          text: shorten(name, storedText(last[name])),
          whole: storedText(last[name]),
        })),
  };
}

const EMPTY = "an empty page";
const END = "no LastEvaluatedKey: the end";
const CURSOR = "LastEvaluatedKey";

function htmlPart({ title, count, items, more, isEmpty, next }: Part): string {
  const chips = [
    ...items.map(({ text, whole }) => chip(text, whole, "marked")),
    ...(more > 0 ? [quiet(`and ${more} more`)] : []),
  ];
  const cursor = next?.map(({ name, text, whole }) => attribute(name, text, whole)).join("");
  const leads = link(cursor === undefined ? quiet(`■ ${END}`) : `↓ ${quiet(CURSOR)} ${cursor}`);
  return (
    panel(
      heading(strong(title), quiet(count)) + (isEmpty ? `<em>${plain(EMPTY)}</em>` : list(chips)),
    ) + leads
  );
}

function plainPart({ title, count, items, more, isEmpty, next }: Part): string {
  const drawn = [...items.map(({ text }) => text), ...(more > 0 ? [`and ${more} more`] : [])];
  return lines(
    `${title}: ${count}`,
    wrapped("  ", isEmpty ? [`(${EMPTY})`] : drawn),
    next === undefined
      ? `■ ${END}`
      : `↓ ${CURSOR}: ${next.map(({ name, text }) => `${name} ${text}`).join(", ")}`,
  );
}

function notesOf({ pages: drawn, input, labels }: PagesData): string[] {
  const bound =
    drawn.at(-1)?.last === undefined ? "" : `The first ${drawn.length} pages; there are more. `;
  const sum = drawn.reduce((total, { units = 0 }) => total + units, 0);
  const items = drawn.reduce((total, page) => total + page.items.length, 0);
  const hasEmpty = drawn.length > 1 && drawn.some((page) => page.items.length === 0);
  const price = sum > 0 ? `, for ${counted(sum, "unit")}` : "";
  const filterNote =
    input.FilterExpression === undefined
      ? ""
      : " A filter drops items after they were read, and paid for.";
  return [
    `${bound}${counted(items)} in ${counted(drawn.length, "page")}${price}. ` +
      `Items are shown by ${labels.join(" and ")}; a page goes on after the key that the page before gave.`,
    ...(hasEmpty
      ? [`Only a missing LastEvaluatedKey is the end, not an empty page.${filterNote}`]
      : []),
  ];
}
