/** What a request consumed, in units. */
import { entriesInOrder } from "./order";
import { INDEX_KINDS, type IndexKind, type Table } from "./table";
import { itemSize, same, type Item } from "./values";

/** Units by where they were consumed. */
export type Units = { table: number } & Partial<Record<IndexKind, Record<string, number>>>;

const KB = 1024;
const writeUnits = (item: Item) => Math.max(1, Math.ceil(itemSize(item) / KB));

/** A write costs the larger of both versions, and in an index each entry that changes. */
export function unitsOfWrite(
  table: Table,
  before: Item | undefined,
  after: Item | undefined,
): Units {
  const units: Units = { table: larger(before, after) };
  for (const { kind, index } of table.indexes()) {
    const entries = [before, after].map((item) => item && table.entryOf(index, item));
    const [old, now] = entries as [Item | undefined, Item | undefined];
    const moved = old && now && table.placeIn(index, old) !== table.placeIn(index, now);
    const found = moved ? writeUnits(old) + writeUnits(now) : ofEntry(old, now);
    if (found > 0) (units[kind] ??= {})[index.IndexName] = found;
  }
  return units;
}

const larger = (before: Item | undefined, after: Item | undefined) =>
  Math.max(...[before, after].map((item) => (item ? writeUnits(item) : 1)));

const ofEntry = (old: Item | undefined, now: Item | undefined) =>
  (!old && !now) || (old && now && same({ M: old }, { M: now })) ? 0 : larger(old, now);

/** A unit reads 4 KB strongly consistently, half a unit does otherwise. */
export const unitsOfRead = (bytes: number, strong: boolean | undefined): number =>
  Math.ceil(bytes / (4 * KB)) * (strong ? 1 : 0.5);

export const unitsOfGet = (item: Item | undefined, strong: boolean | undefined): number =>
  unitsOfRead(Math.max(1, item ? itemSize(item) : 0), strong);

export function add(a: Units, b: Units): Units {
  const sum: Units = { table: a.table + b.table };
  for (const kind of INDEX_KINDS)
    for (const units of [a[kind] ?? {}, b[kind] ?? {}])
      for (const [index, count] of Object.entries(units)) {
        const all = (sum[kind] ??= {});
        all[index] = (all[index] ?? 0) + count;
      }
  return sum;
}

export const twice = (units: Units): Units => add(units, units);

/** Returns `ConsumedCapacity`, if it was asked for. */
export function consumed(
  asked: string | undefined,
  TableName: string,
  units: Units,
): Record<string, unknown> | undefined {
  if (asked !== "TOTAL" && asked !== "INDEXES") return undefined;
  const answer: Record<string, unknown> = { TableName, CapacityUnits: units.table };
  const detail: Record<string, unknown> = { Table: { CapacityUnits: units.table } };
  for (const kind of INDEX_KINDS)
    for (const [index, CapacityUnits] of entriesInOrder(units[kind] ?? {})) {
      answer["CapacityUnits"] = (answer["CapacityUnits"] as number) + CapacityUnits;
      ((detail[kind] ??= {}) as Record<string, unknown>)[index] = { CapacityUnits };
    }
  return asked === "INDEXES" ? { ...answer, ...detail } : answer;
}
