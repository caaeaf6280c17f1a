import { DynamoError } from "../errors/errors";
import type { StoredItem } from "../items/types";
import { display, type Bundle } from "../print/display";
import { indexKeyNames, keyNames, type Definition } from "../items/definition";
import { counted } from "../print/count";
import { grouped, mostOf, readAtMost, type Bound, type DrawnTable } from "./drawn";
import {
  attribute,
  code,
  columns,
  frame,
  group,
  numbered,
  panel,
  plain,
  quiet,
  strong,
} from "./pieces";
import { lines, wrapped } from "./plain";
import { shortFormsByName, type ShortenByName } from "./short-items";
import { identity, storedText, visible } from "./stored-text";

/** A table with indexes, and the names of these. */
export type IndexedTable = DrawnTable & { index(name: never): unknown };
export type IndexNameOf<T extends IndexedTable> = Parameters<T["index"]>[0];

/** What the picture of an index shows. */
export type BaseAndIndexData = {
  definition: Definition;
  index: string;
  /** Items of the table as a scan gives them: those of one partition key in the order of the sort key. */
  base: StoredItem[];
  /** Whether the table has more. */
  isBaseCut: boolean;
  /** Items of the index, likewise. */
  entries: StoredItem[];
  /** Whether the index has more that weren't read. */
  isIndexCut: boolean;
};

/** How far an index is read in search of the table's items. */
const MOST_ENTRIES = 1000;

export async function baseAndIndex<T extends IndexedTable>(
  table: T,
  index: IndexNameOf<T>,
  options: Bound = {},
): Promise<void> {
  const { definition, db, name } = table;
  const most = mostOf(options);
  const known = Object.keys(definition.indexes ?? {});
  if (!known.includes(index)) {
    const there = known.join(", ") || "none: declare one under indexes";
    throw new DynamoError(
      "RequestInvalid",
      `${name} has no index ${String(index)}. It has ${there}.`,
    );
  }
  const base = await readAtMost(db, "Scan", { TableName: name }, most);
  const entries = await readAtMost(db, "Scan", { TableName: name, IndexName: index }, MOST_ENTRIES);
  display(
    baseAndIndexPicture({
      definition,
      index,
      base: base.items,
      isBaseCut: base.isCut,
      entries: entries.items,
      isIndexCut: entries.isCut,
    }),
  );
}

export function baseAndIndexPicture(data: BaseAndIndexData): Bundle {
  const { definition, index } = data;
  const [base, entries] = [baseSide(data), indexSide(data)];
  const about = notes(data);
  const title = `${definition.name} beside its index ${index}`;
  const shorten = shortFormsByName([...data.base, ...data.entries]);
  return {
    "text/plain": lines(
      title,
      "",
      plainSide(base, shorten),
      "",
      plainSide(entries, shorten),
      about.length === 0 ? [] : ["", ...about],
    ),
    "text/html": frame(
      `${strong(definition.name)} ${plain("beside its index")} ${strong(index)}`,
      "",
      columns([panel(htmlSide(base, shorten)), panel(htmlSide(entries, shorten))], 330),
      about.map(plain),
    ),
  };
}

/** One of the two: the table or its index. */
type Side = {
  title: string;
  about: string;
  partitionKey: string;
  sortKey: string | undefined;
  /** Whether no two items share a partition key: then there is nothing to group. */
  isFlat: boolean;
  groups: Row[][];
  empty: string;
};
type Row = {
  number: number;
  item: StoredItem;
  /** Attributes beside the key. */ others: string[];
  absence?: string;
};

/** Base items get their numbers here, entries of the index take them over. */
function baseSide(data: BaseAndIndexData): Side {
  const { definition, base } = data;
  const { partitionKey, sortKey } = definition;
  const there = new Set(data.entries.map((entry) => identity(entry, keyNames(definition))));
  const rows = grouped(base, (item) => identity(item, [partitionKey]))
    .flat()
    .map((item, index) => {
      const absence = there.has(identity(item, keyNames(definition)))
        ? undefined
        : absenceOf(item, data);
      return {
        number: index + 1,
        item,
        others: namesBeside(definition, item, keyNames(definition)),
        ...(absence !== undefined && { absence }),
      };
    });
  return {
    title: `Table ${definition.name}`,
    about: aboutKeys(partitionKey, sortKey),
    partitionKey,
    sortKey,
    isFlat: sortKey === undefined,
    groups: grouped(rows, ({ item }) => identity(item, [partitionKey])),
    empty: "The table is empty.",
  };
}

function indexSide(data: BaseAndIndexData): Side {
  const { definition, index, base, entries } = data;
  const indexed = definition.indexes?.[index] ?? {};
  const [partitionKey = "", sortKey] = indexKeyNames(definition, indexed);
  const ids = grouped(base, (item) => identity(item, [definition.partitionKey]))
    .flat()
    .map((item) => identity(item, keyNames(definition)));
  const rows = entries.flatMap((item) => {
    const number = ids.indexOf(identity(item, keyNames(definition))) + 1;
    return number === 0
      ? []
      : [{ number, item, others: namesBeside(definition, item, [partitionKey, sortKey ?? ""]) }];
  });
  const { projection = "ALL" } = indexed;
  return {
    title: `Index ${index}`,
    about: `${aboutKeys(partitionKey, sortKey)}; projects ${typeof projection === "string" ? projection : `keys and ${projection.join(", ")}`}`,
    partitionKey,
    sortKey,
    isFlat: false,
    groups: grouped(rows, ({ item }) => identity(item, [partitionKey])),
    empty: base.length === 0 ? "The index is empty, too." : "None of these items is in the index.",
  };
}

const aboutKeys = (partitionKey: string, sortKey: string | undefined) =>
  `partition key ${partitionKey}${sortKey === undefined ? ", no sort key" : `, sort key ${sortKey}`}`;

/** In the order of the fields: DynamoDB gives attributes in no order. Keys of the table first. */
function namesBeside(definition: Definition, item: StoredItem, shown: readonly string[]): string[] {
  const order = [
    ...new Set([
      ...keyNames(definition),
      ...Object.keys(definition.fields),
      ...Object.keys(item).sort(),
    ]),
  ];
  return order.filter((name) => Object.hasOwn(item, name) && !shown.includes(name));
}

function absenceOf(item: StoredItem, { definition, index, isIndexCut }: BaseAndIndexData): string {
  const lacking = indexKeyNames(definition, definition.indexes?.[index] ?? {}).filter(
    (name) => !Object.hasOwn(item, name),
  );
  if (lacking.length > 0) return `not in the index: no ${lacking.join(", no ")}`;
  return isIndexCut ? "not among the items of the index that were read" : NOT_YET;
}

const NOT_YET = "not in the index yet";

function notes(data: BaseAndIndexData): string[] {
  const { definition, base, isBaseCut, isIndexCut, entries } = data;
  const missing = baseSide(data)
    .groups.flat()
    .flatMap(({ absence }) => (absence === undefined ? [] : [absence]));
  const lacking = missing.filter((absence) => absence.startsWith("not in the index:")).length;
  const there = new Set(base.map((item) => identity(item, keyNames(definition))));
  const gone = entries.filter((entry) => !there.has(identity(entry, keyNames(definition)))).length;
  const lack = lacking === 1 ? "1 item lacks" : `${lacking} items lack`;
  const first = `these are the first ${base.length} that a scan gives, and the same in the index`;
  const all: [isTrue: boolean, note: string][] = [
    [
      base.length > 0,
      "An item has the same number on both sides. In the table items stand by the table's key, in the index by the index's.",
    ],
    [lacking > 0, `${lack} the key of the index: an item without it isn't in the index.`],
    [
      missing.includes(NOT_YET),
      "An item that isn't in the index yet will be: a global index is filled after the table.",
    ],
    [isBaseCut, `The table has more items: ${first}. Draw more with { most: … }.`],
    [isIndexCut, `Of the index ${counted(entries.length)} were read, and no more.`],
    [
      !isBaseCut && gone > 0,
      `The index still has ${counted(gone)} that the table has no more: it lags behind.`,
    ],
  ];
  return all.flatMap(([isTrue, note]) => (isTrue ? [note] : []));
}

/** More attributes than these make no clearer that it is the same item. */
const MOST_ATTRIBUTES = 6;

function attributesOf(
  { item, others }: Row,
  shorten: ShortenByName,
): { name: string; text: string; whole: string }[] {
  return others.slice(0, MOST_ATTRIBUTES).map((name) => {
    const whole = storedText(item[name]);
    return { name: visible(name), text: shorten(name, whole), whole };
  });
}

const moreOf = ({ others }: Row) =>
  others.length > MOST_ATTRIBUTES
    ? [`and ${counted(others.length - MOST_ATTRIBUTES, "more attribute")}`]
    : [];

function htmlSide(
  { title, about, partitionKey, sortKey, isFlat, groups, empty }: Side,
  shorten: ShortenByName,
): string {
  const value = (item: StoredItem, name: string) =>
    code(shorten(name, storedText(item[name])), storedText(item[name]));
  const row = (one: Row) => {
    const attributes = attributesOf(one, shorten).map(({ name, text, whole }) =>
      attribute(name, text, whole),
    );
    const rest = [
      ...attributes,
      ...moreOf(one).map(quiet),
      ...(one.absence === undefined ? [] : [`<em>${plain(one.absence)}</em>`]),
    ];
    const label = isFlat ? partitionKey : sortKey;
    return numbered(
      one.number,
      `${label === undefined ? "" : `${value(one.item, label)} &nbsp;`}${rest.join(" ")}`,
    );
  };
  const body = groups.map((rows) => {
    const [first] = rows;
    const content = rows.map(row).join("");
    return first === undefined || isFlat
      ? content
      : group(`${quiet(partitionKey)} ${value(first.item, partitionKey)}`, content);
  });
  return `<div>${strong(title)}</div><div>${quiet(about)}</div>${groups.length === 0 ? quiet(empty) : body.join("")}`;
}

function plainSide(
  { title, about, partitionKey, sortKey, isFlat, groups, empty }: Side,
  shorten: ShortenByName,
): string {
  const value = (item: StoredItem, name: string) => shorten(name, storedText(item[name]));
  const row = (one: Row) => {
    const attributes = attributesOf(one, shorten).map(({ name, text }) => `${name} ${text}`);
    const label = isFlat ? partitionKey : sortKey;
    const key = label === undefined ? [] : [value(one.item, label)];
    const absence = one.absence === undefined ? [] : [`(${one.absence})`];
    return wrapped(`  ${String(one.number).padStart(4)}  `, [
      ...key,
      ...attributes,
      ...moreOf(one),
      ...absence,
    ]);
  };
  const head = (rows: Row[]) =>
    rows
      .slice(0, isFlat ? 0 : 1)
      .map(({ item }) => `  ${partitionKey} ${value(item, partitionKey)}`);
  const body = groups.flatMap((rows) => [...head(rows), ...rows.map(row)]);
  return lines(`${title} (${about})`, groups.length === 0 ? `  ${empty}` : body);
}
