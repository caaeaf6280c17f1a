import type { StoredItem } from "../items/types";
import { sum } from "../lists/sum";
import { counted, formatNumber } from "../print/count";
import {
  chip,
  line,
  list,
  muted,
  notes,
  panel,
  remark,
  stack,
  strong,
  type Block,
  type Picture,
} from "./blocks/blocks";
import { displayPicture } from "./blocks/display";
import { conditionOf } from "./condition";
import { keyOf, parametersOf, placeText, type DrawableQuery, type QueryParameters } from "./query";
import { readPages, type StoredPage } from "./read";
import { shortForms } from "./shorten";
import { joinedValue, shortValues, type ShortValueOf } from "./short-values";

/** The data of the picture of pages. */
export type PagesData = {
  /** The table or index that is read: `purchase, index for_user`. */
  place: string;
  isScan: boolean;
  /** The attributes that represent an item: the sort key, or the whole key. */
  labels: string[];
  input: QueryParameters;
  pages: StoredPage[];
};

/** The largest number of pages that are read. */
const PAGE_LIMIT = 20;

export async function pages(query: DrawableQuery): Promise<void> {
  const { input, source } = parametersOf(query);
  const { partition, sort } = keyOf(source);
  const isScan = source.key === undefined;
  const read: StoredPage[] = [];
  const requests = readPages(source.table.db, isScan ? "Scan" : "Query", {
    ...input,
    ReturnConsumedCapacity: "TOTAL",
  });
  for await (const page of requests) {
    read.push(page);
    if (read.length === PAGE_LIMIT) break;
  }
  const labels = isScan || sort.length === 0 ? [...partition, ...sort] : [...sort];
  displayPicture(pagesPicture({ place: placeText(source), isScan, labels, input, pages: read }));
}

export function pagesPicture(data: PagesData): Picture {
  const { place, input, isScan } = data;
  const limit = input.Limit === undefined ? "1 MB" : counted(input.Limit);
  const shortValueOf = shortValues(data.pages.flatMap(drawnOf));
  return {
    title: [strong(place), `: a ${isScan ? "scan" : "query"} in pages of at most ${limit}`],
    conditions: conditionOf("Filter", input, (text) => shortForms([text])(text)),
    body: stack(
      data.pages.flatMap((page, index) => [
        pagePanel(data, page, index + 1, shortValueOf),
        cursorLink(page, shortValueOf),
      ]),
    ),
    notes: notesOf(data),
  };
}

/** The largest number of items that are drawn of a page. */
const ITEM_LIMIT = 40;

/** Returns what is drawn of a page: its first items, and its cursor. */
const drawnOf = ({ items, last }: StoredPage): StoredItem[] => [
  ...items.slice(0, ITEM_LIMIT),
  ...(last === undefined ? [] : [last]),
];

function pagePanel(
  { input, labels }: PagesData,
  { items, scanned, units }: StoredPage,
  number: number,
  shortValueOf: ShortValueOf,
): Block {
  const counts = [
    counted(items.length),
    ...(input.FilterExpression === undefined ? [] : [`${scanned} read`]),
    ...(units === undefined ? [] : [counted(units, "unit")]),
  ];
  const more = items.length - ITEM_LIMIT;
  const entries = [
    ...items
      .slice(0, ITEM_LIMIT)
      .map((item) => chip(joinedValue(item, labels, shortValueOf), "marked")),
    ...(more > 0 ? [muted(`and ${formatNumber(more)} more`)] : []),
  ];
  return panel({
    title: `Page ${number}`,
    count: counts.join(" · "),
    content: [items.length === 0 ? line(remark("an empty page")) : list(entries)],
  });
}

function cursorLink({ last }: StoredPage, shortValueOf: ShortValueOf): Block {
  if (last === undefined)
    return { kind: "link", sign: "■", label: "no LastEvaluatedKey: the end", attributes: [] };
  const attributes = Object.keys(last)
    .sort()
    .map((name) => ({ name, value: shortValueOf(last, name) }));
  return { kind: "link", sign: "↓", label: "LastEvaluatedKey", attributes };
}

function notesOf({ pages: read, input, labels }: PagesData): string[] {
  const isCut = read.at(-1)?.last !== undefined;
  const units = sum(read.map((page) => page.units ?? 0));
  const items = sum(read.map((page) => page.items.length));
  const hasEmpty = read.length > 1 && read.some((page) => page.items.length === 0);
  const filterNote =
    input.FilterExpression === undefined
      ? ""
      : " A filter drops items after they were read, and paid for.";
  return notes(
    `${isCut ? `The first ${read.length} pages; there are more. ` : ""}` +
      `${counted(items)} in ${counted(read.length, "page")}${units > 0 ? `, for ${counted(units, "unit")}` : ""}. ` +
      `Items are shown by ${labels.join(" and ")}; a page starts after the LastEvaluatedKey of the page before.`,
    hasEmpty && `Only a missing LastEvaluatedKey is the end, not an empty page.${filterNote}`,
  );
}
