import { keyNames, keyParts, type Definition, type KeyParts } from "../items/definition";
import type { StoredItem } from "../items/types";
import { counted } from "../print/count";
import {
  columns,
  line,
  muted,
  notes,
  panel,
  remark,
  strong,
  type Block,
  type Picture,
} from "./blocks/blocks";
import { displayPicture } from "./blocks/display";
import { itemCollections, keyId } from "./item-key";
import { limitOf, type DrawOptions } from "./options";
import { readItems, type DrawableTable, type FirstItems } from "./read";
import { joinedValue, shortValues, type ShortValueOf } from "./short-values";

/** A table with indexes. */
export type IndexedTable = DrawableTable & { index(name: never): unknown };
export type IndexNameOf<T extends IndexedTable> = Parameters<T["index"]>[0];

/**
 * The data of the picture of an index. A scan returns the items of one partition key in the order
 * of the sort key.
 */
export type BaseAndIndexData = {
  definition: Definition;
  index: string;
  base: FirstItems;
  /** The items of the index. */
  entries: FirstItems;
};

/** The largest number of index items that are read to find those of the table. */
const ENTRY_LIMIT = 1000;

export async function baseAndIndex<T extends IndexedTable>(
  table: T,
  index: IndexNameOf<T>,
  options: DrawOptions = {},
): Promise<void> {
  const { definition, db, name } = table;
  const limit = limitOf(options);
  // This throws if the index doesn't exist.
  table.index(index);
  const base = await readItems(db, "Scan", { TableName: name }, limit);
  const entries = await readItems(db, "Scan", { TableName: name, IndexName: index }, ENTRY_LIMIT);
  displayPicture(baseAndIndexPicture({ definition, index, base, entries }));
}

export function baseAndIndexPicture(data: BaseAndIndexData): Picture {
  const { definition, index, base, entries } = data;
  const shared = {
    definition,
    numbers: numbersOf(data),
    shortValueOf: shortValues([...base.items, ...entries.items]),
  };
  return {
    title: [strong(definition.name), " beside its index ", strong(index)],
    body: columns(330, [
      sidePanel({ ...shared, ...baseSide(data) }),
      sidePanel({ ...shared, ...indexSide(data) }),
    ]),
    notes: notesOf(data),
  };
}

/** The number of each item of the table, by the id of its key. */
function numbersOf({ definition, base }: BaseAndIndexData): ReadonlyMap<string, number> {
  const ids = itemCollections(base.items, [definition.partitionKey])
    .flat()
    .map((item) => tableId(definition, item));
  return new Map(ids.map((id, index) => [id, index + 1]));
}

const tableId = (definition: Definition, item: StoredItem) => keyId(item, keyNames(definition));

/** One of the two sides: the table or its index. */
type Side = {
  title: string;
  about: string;
  key: KeyParts;
  items: readonly StoredItem[];
  /** Whether no two items have the same partition key, so that there is nothing to group. */
  isFlat: boolean;
  /** The text that takes the place of missing items. */
  empty: string;
  /** Why an item isn't on the other side. */
  absenceOf: (item: StoredItem) => string | undefined;
};

function baseSide(data: BaseAndIndexData): Side {
  const { definition, base } = data;
  const key = keyParts(definition);
  return {
    title: `Table ${definition.name}`,
    about: aboutKey(key),
    key,
    items: base.items,
    isFlat: definition.sortKey === undefined,
    empty: "The table is empty.",
    absenceOf: absences(data),
  };
}

function indexSide({ definition, index, base, entries }: BaseAndIndexData): Side {
  const { projection = "ALL" } = definition.indexes?.[index] ?? {};
  const projected =
    typeof projection === "string" ? projection : `keys and ${projection.join(", ")}`;
  const key = keyOfIndex(definition, index);
  return {
    title: `Index ${index}`,
    about: `${aboutKey(key)}; projects ${projected}`,
    key,
    items: entries.items,
    isFlat: false,
    empty:
      base.items.length === 0 ? "The index is empty too." : "None of these items is in the index.",
    absenceOf: () => undefined,
  };
}

const aboutKey = ({ partition, sort }: KeyParts) =>
  `partition key ${together(partition)}${sort.length === 0 ? ", no sort key" : `, sort key ${together(sort)}`}`;

const together = (names: readonly string[]) => names.join(" | ");

const keyOfIndex = (definition: Definition, index: string) =>
  keyParts(definition, definition.indexes?.[index] ?? {});

const LACKS_KEY = "not in the index: no ";
const NOT_YET = "not in the index yet";

/**
 * Returns a function that says why an item of the table isn't in the index; `undefined` if it is.
 */
function absences({ definition, index, entries }: BaseAndIndexData) {
  const indexed = new Set(entries.items.map((entry) => tableId(definition, entry)));
  const { partition, sort } = keyOfIndex(definition, index);
  const key = [...partition, ...sort];
  return (item: StoredItem): string | undefined => {
    if (indexed.has(tableId(definition, item))) return undefined;
    const lacking = key.filter((name) => !Object.hasOwn(item, name));
    if (lacking.length > 0) return LACKS_KEY + lacking.join(", no ");
    return entries.hasMore ? "not among the items of the index that were read" : NOT_YET;
  };
}

type NumberedSide = Side & {
  definition: Definition;
  numbers: ReadonlyMap<string, number>;
  shortValueOf: ShortValueOf;
};

function sidePanel(side: NumberedSide): Block {
  const { title, about, key, items, isFlat, empty, definition, numbers, shortValueOf } = side;
  const { partition } = key;
  const numbered = items.filter((item) => numbers.has(tableId(definition, item)));
  const collections = itemCollections(numbered, partition).map((collection): Block[] => {
    const rows = collection.map((item) => itemRow(side, item));
    const value = joinedValue(collection[0], partition, shortValueOf);
    const name = together(partition);
    return isFlat ? rows : [{ kind: "group", key: { name, value }, content: rows }];
  });
  return panel({
    title,
    about,
    content: collections.length === 0 ? [line(muted(empty))] : collections.flat(),
  });
}

/** The largest number of attributes that a row shows beside the key. */
const ATTRIBUTE_LIMIT = 6;

function itemRow(
  { definition, numbers, key, isFlat, shortValueOf, absenceOf }: NumberedSide,
  item: StoredItem,
): Block {
  const { partition, sort } = key;
  const label = isFlat ? partition : sort;
  const names = attributeNames(definition, item).filter(
    (name) => !partition.includes(name) && !sort.includes(name),
  );
  const more = names.length - ATTRIBUTE_LIMIT;
  const absence = absenceOf(item);
  return {
    kind: "row",
    number: numbers.get(tableId(definition, item)) ?? 0,
    ...(label.length > 0 && { key: joinedValue(item, label, shortValueOf) }),
    rest: [
      ...names
        .slice(0, ATTRIBUTE_LIMIT)
        .map((name) => ({ kind: "attribute" as const, name, value: shortValueOf(item, name) })),
      ...(more > 0 ? [muted(`and ${counted(more, "more attribute")}`)] : []),
      ...(absence === undefined ? [] : [remark(absence)]),
    ],
  };
}

/**
 * Returns an item's attributes, the table's key first, then in the order of the fields, because
 * DynamoDB returns them in no particular order.
 */
function attributeNames(definition: Definition, item: StoredItem): string[] {
  const ordered = new Set([
    ...keyNames(definition),
    ...Object.keys(definition.fields),
    ...Object.keys(item).sort(),
  ]);
  return [...ordered].filter((name) => Object.hasOwn(item, name));
}

function notesOf(data: BaseAndIndexData): string[] {
  const { definition, base, entries } = data;
  const missing = base.items.map(absences(data));
  const lacking = missing.filter((absence) => absence?.startsWith(LACKS_KEY)).length;
  const ids = new Set(base.items.map((item) => tableId(definition, item)));
  const gone = entries.items.filter((entry) => !ids.has(tableId(definition, entry))).length;
  return notes(
    base.items.length > 0 &&
      "An item has the same number on both sides. The table groups items by its own key, the index by the index's key.",
    lacking > 0 &&
      `${lacking === 1 ? "1 item lacks" : `${lacking} items lack`} the key of the index: an item without it isn't in the index.`,
    missing.includes(NOT_YET) &&
      "An item that isn't in the index yet will be: a global index is filled after the table.",
    base.hasMore &&
      `The table has more items: these are the first ${base.items.length} that a scan returns, and the same in the index. Draw more with { limit: … }.`,
    entries.hasMore && `Only ${counted(entries.items.length)} of the index were read.`,
    !base.hasMore &&
      gone > 0 &&
      `The index still has ${counted(gone)} that the table no longer has: it lags behind.`,
  );
}
