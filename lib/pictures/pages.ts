import type { StoredItem } from "../items/types";
import { send } from "../requests/send";
import { display, type Bundle } from "../show/display";
import { counted } from "./drawn";
import { attribute, chip, frame, heading, list, panel, plain, quiet, quietCode, strong } from "./pieces";
import { lines, wrapped } from "./plain";
import { expressionText, keyOf, parametersOf, placeText, type DrawnQuery, type Parameters } from "./query";
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
  const labels = sortKey === undefined ? [partitionKey] : isScan ? [partitionKey, sortKey] : [sortKey];
  const drawn: DrawnPage[] = [];
  let last = input.ExclusiveStartKey;
  do {
    const parameters = { ...input, ...(last !== undefined && { ExclusiveStartKey: last }), ReturnConsumedCapacity: "TOTAL" };
    const page = pageOf(await send(source.table.db, isScan ? "Scan" : "Query", parameters));
    drawn.push(page);
    last = page.last;
  } while (last !== undefined && drawn.length < MOST_PAGES);
  display(pagesPicture({ place: placeText(source), isScan, labels, input, pages: drawn }));
}

function pageOf(output: object): DrawnPage {
  const { Items = [], ScannedCount, ConsumedCapacity, LastEvaluatedKey } = output as {
    Items?: StoredItem[]; ScannedCount?: number; ConsumedCapacity?: { CapacityUnits?: number }; LastEvaluatedKey?: StoredItem;
  };
  return { items: Items, scanned: ScannedCount ?? Items.length, units: ConsumedCapacity?.CapacityUnits, last: LastEvaluatedKey };
}

export function pagesPicture(data: PagesData): Bundle {
  const { place, input, pages: drawn, isScan } = data;
  const limit = input.Limit === undefined ? "1 MB" : counted(input.Limit);
  const title = `a ${isScan ? "scan" : "query"} in pages of at most ${limit}`;
  const filter = input.FilterExpression === undefined ? undefined : { short: expressionText(input.FilterExpression, input, loneForm), whole: expressionText(input.FilterExpression, input) };
  const shorten = shortFormsByName(drawn.flatMap(({ items, last }) => [...items, ...(last === undefined ? [] : [last])]));
  const parts = drawn.map((page, index) => partOf(data, page, index, shorten));
  return {
    "text/plain": lines(`${place}: ${title}`, filter === undefined ? [] : `Filter: ${filter.short}`, "", parts.map(plainPart), "", notesOf(data)),
    "text/html": frame(
      `${strong(place)}${plain(`: ${title}`)}`,
      filter === undefined ? "" : `${quiet("Filter")} ${quietCode(filter.short, filter.whole)}`,
      `<div style="margin:8px 0 0">${parts.map(htmlPart).join("")}</div>`,
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

function partOf(data: PagesData, { items, scanned, units, last }: DrawnPage, index: number, shorten: ShortenByName): Part {
  const isFiltered = data.input.FilterExpression !== undefined;
  const text = (item: StoredItem, short: boolean) => data.labels.map((name) => (short ? shorten(name, storedText(item[name])) : storedText(item[name]))).join(" | ");
  return {
    title: `Page ${index + 1}`,
    count: [counted(items.length), ...(isFiltered ? [`${scanned} read`] : []), ...(units === undefined ? [] : [counted(units, "unit")])].join(" · "),
    items: items.slice(0, MOST_ITEMS).map((item) => ({ text: text(item, true), whole: text(item, false) })),
    more: Math.max(0, items.length - MOST_ITEMS),
    isEmpty: items.length === 0,
    next: last === undefined ? undefined : Object.entries(last).sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => ({ name, text: shorten(name, storedText(value)), whole: storedText(value) })),
  };
}

const EMPTY = "an empty page";
const END = "no LastEvaluatedKey: the end";
const CURSOR = "LastEvaluatedKey";

function htmlPart({ title, count, items, more, isEmpty, next }: Part): string {
  const chips = [...items.map(({ text, whole }) => chip(text, whole, "marked")), ...(more > 0 ? [quiet(`and ${more} more`)] : [])];
  const cursor = next?.map(({ name, text, whole }) => attribute(name, text, whole)).join("");
  const leads = `<div style="margin:2px 0 2px 12px">${cursor === undefined ? quiet(`■ ${END}`) : `↓ ${quiet(CURSOR)} ${cursor}`}</div>`;
  return panel(heading(strong(title), quiet(count)) + (isEmpty ? `<em>${plain(EMPTY)}</em>` : list(chips))) + leads;
}

function plainPart({ title, count, items, more, isEmpty, next }: Part): string {
  const drawn = [...items.map(({ text }) => text), ...(more > 0 ? [`and ${more} more`] : [])];
  return lines(
    `${title}: ${count}`,
    wrapped("  ", isEmpty ? [`(${EMPTY})`] : drawn),
    next === undefined ? `■ ${END}` : `↓ ${CURSOR}: ${next.map(({ name, text }) => `${name} ${text}`).join(", ")}`,
  );
}

function notesOf({ pages: drawn, input, labels }: PagesData): string[] {
  const isBounded = drawn.at(-1)?.last !== undefined;
  const sum = drawn.reduce((total, { units = 0 }) => total + units, 0);
  const items = drawn.reduce((total, page) => total + page.items.length, 0);
  const hasEmpty = drawn.length > 1 && drawn.some((page) => page.items.length === 0);
  return [
    `${isBounded ? `The first ${drawn.length} pages; there are more. ` : ""}${counted(items)} in ${counted(drawn.length, "page")}${sum > 0 ? `, for ${counted(sum, "unit")}` : ""}. Items are shown by ${labels.join(" and ")}; a page goes on after the key that the page before gave.`,
    ...(hasEmpty ? [`Only a missing LastEvaluatedKey is the end, not an empty page.${input.FilterExpression === undefined ? "" : " A filter drops items after they were read, and paid for."}`] : []),
  ];
}
