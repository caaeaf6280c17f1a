import { originOf } from "../items/origin";
import { attributesOf, type Column } from "./attributes";
import { formatNumber } from "../print/count";
import { IN_ITEM, SHOWN, type Limits } from "../print/cut";
import { DEFAULT_LIMIT, type ShowOptions } from "./options";
import { columnsOf, isFields, isItem, isRecords, type Fields } from "../print/values";

/** Objects that share a table, before it becomes text or HTML. */
export type RecordTable = {
  columns: Column[];
  /** The objects that are shown. */
  records: Fields[];
  /** The number of all objects, including those that aren't shown. */
  count: number;
  /** Whether the columns' types are shown. */
  types: boolean;
  limits: Limits;
};

/** Makes a table of items, or of other objects; `undefined` if the value is something else. */
export function recordTable(
  value: unknown,
  { limit = DEFAULT_LIMIT, types = false }: ShowOptions,
): RecordTable | undefined {
  if (!Array.isArray(value)) return undefined;
  const first = firstOf(value, limit);
  const origin = originOf(first);
  if (origin === undefined && !isRecords(first)) return undefined;
  const records = (first as Fields[]).slice(0, Math.max(0, limit));
  const table = { records, count: value.length, types: types && origin !== undefined };
  if (origin !== undefined)
    return { ...table, columns: attributesOf(origin, records), limits: IN_ITEM };
  const names = columnsOf(records);
  // DynamoDB returns attributes in no particular order.
  if (first.every(isItem)) return { ...table, columns: named(names.sort()), limits: IN_ITEM };
  return { ...table, columns: named(names), limits: SHOWN };
}

/**
 * Returns the entries that tell how a list is shown: those that are shown, so that the others
 * needn't be read. A gap in a list counts as `undefined`.
 */
export const firstOf = (list: unknown[], limit = DEFAULT_LIMIT): unknown[] =>
  list.length === 0 ? list : [...list.slice(0, Math.max(1, limit))];

const named = (names: string[]): Column[] => names.map((name) => ({ name }));

/** Returns the line below a table that doesn't show all its objects. */
export function leftOut({ records, count }: RecordTable): string[] {
  if (count === 0) return ["no items"];
  const left = count - records.length;
  return left === 0
    ? []
    : [`… and ${formatNumber(left)} more: show(items, { limit: ${count} }) shows them`];
}

/** Returns a note if types were requested and aren't known. Raw items have them with each value. */
export function unknownTypes(value: unknown, { limit, types = false }: ShowOptions): string[] {
  if (!types) return [];
  const shown = Array.isArray(value) ? firstOf(value, limit) : value;
  const isKnown =
    originOf(shown) !== undefined || isItem(shown) || (Array.isArray(shown) && shown.every(isItem));
  return !isKnown && (isFields(shown) || isRecords(shown))
    ? ["Types are known only for items that a Table read or wrote."]
    : [];
}
