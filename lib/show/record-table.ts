import { originOf } from "../items/origin";
import { attributesOf, type Column } from "./attributes";
import { grouped } from "../print/count";
import { IN_ITEM, SHOWN, type Limits } from "../print/cut";
import { ROWS, type ShowOptions } from "./options";
import { columnsOf, isFields, isItem, isRecords, type Fields } from "../print/values";

/** Objects that share a table, in whatever form it is shown. */
export type RecordTable = {
  columns: Column[];
  /** Those that are shown. */
  records: Fields[];
  /** How many there are. */
  count: number;
  /** Whether the columns' types are shown. */
  types: boolean;
  limits: Limits;
};

/** Items, or other objects, as a table; `undefined` if the value is something else. */
export function recordTable(
  value: unknown,
  { rows = ROWS, types = false }: ShowOptions,
): RecordTable | undefined {
  const origin = Array.isArray(value) ? originOf(value) : undefined;
  if (origin === undefined && !isRecords(value)) return undefined;
  const all = value as Fields[];
  const records = all.slice(0, Math.max(0, rows));
  const table = { records, count: all.length, types: types && origin !== undefined };
  if (origin !== undefined)
    return { ...table, columns: attributesOf(origin, records), limits: IN_ITEM };
  const names = columnsOf(records);
  // DynamoDB gives attributes in no order of its own.
  if (all.every(isItem)) return { ...table, columns: named(names.sort()), limits: IN_ITEM };
  return { ...table, columns: named(names), limits: SHOWN };
}

const named = (names: string[]): Column[] => names.map((name) => ({ name }));

/** What stands below a table that doesn't show all. */
export function leftOut({ records, count }: RecordTable): string[] {
  if (count === 0) return ["no items"];
  const left = count - records.length;
  return left === 0
    ? []
    : [`… and ${grouped(left)} more: show(items, { rows: ${count} }) shows them`];
}

/** Types that were asked for and that nobody knows; raw items have them with each value. */
export function unknownTypes(value: unknown, { types = false }: ShowOptions): string[] {
  const isKnown =
    originOf(value) !== undefined || isItem(value) || (Array.isArray(value) && value.every(isItem));
  return types && !isKnown && (isFields(value) || isRecords(value))
    ? ["Types are known only of items as a Table gives them."]
    : [];
}
