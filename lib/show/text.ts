import { originOf, type Origin } from "../items/origin";
import { attributesOf, type Column } from "./attributes";
import { cutText, IN_ITEM, SHOWN, type Limits } from "../print/cut";
import { escapeInvisible } from "../print/escape";
import { literal } from "../print/literal";
import type { ShowOptions } from "./options";
import { leftOut, recordTable, unknownTypes, type RecordTable } from "./record-table";
import { isFields, isItem, isPlain, shownFields, type Fields } from "../print/values";

/**
 * Renders a value as a TypeScript literal; items, and other flat objects, as a table with aligned
 * columns.
 */
export function toText(value: unknown, options: ShowOptions = {}): string {
  return [...valueLines(value, options), ...unknownTypes(value, options)].join("\n");
}

function valueLines(value: unknown, options: ShowOptions): string[] {
  const table = recordTable(value, options);
  if (table === undefined) return objectLines(value, options);
  const isTable = table.limits === IN_ITEM || table.records.every(isFlat);
  return [isTable ? tableText(table) : literal(table.records, table.limits), ...leftOut(table)];
}

function objectLines(value: unknown, options: ShowOptions): string[] {
  const origin = isFields(value) ? originOf(value) : undefined;
  if (origin === undefined || !isFields(value))
    return [literal(value, isItem(value) ? IN_ITEM : SHOWN)];
  return [literal(value, IN_ITEM), aboutAttributes(origin, value, options)];
}

/** Describes an item's attributes as the head of a table does. */
function aboutAttributes(origin: Origin, item: Fields, { types = false }: ShowOptions): string {
  return attributesOf(origin, [item])
    .filter(({ key }) => types || key !== undefined)
    .map(({ name, key, type }) => {
      const role = key && `(${key.role}${ofIndex(key)})`;
      return [name, types ? type : undefined, role].filter((part) => part !== undefined).join(" ");
    })
    .join(", ");
}

const isFlat = (record: Fields) => shownFields(record).every(([, field]) => isPlain(field));

function tableText({ columns, records, types, limits }: RecordTable): string {
  const heads = columns.map(head);
  const typeLine = types ? [columns.map(({ type = "" }) => type)] : [];
  const rows = records.map((record) =>
    columns.map(({ name }) => cell(Object.hasOwn(record, name) ? record[name] : undefined, limits)),
  );
  const lines = [heads, ...typeLine, ...rows];
  return aligned(lines).join("\n");
}

/** Pads cells so that columns are aligned. */
function aligned(lines: string[][]): string[] {
  const widths = (lines[0] ?? []).map((_, column) =>
    lines.reduce((most, line) => Math.max(most, line[column]?.length ?? 0), 0),
  );
  const padded = (text: string, column: number) => text.padEnd(widths[column] ?? 0);
  return lines.map((line) => line.map(padded).join("  ").trimEnd());
}

const head = ({ name, key }: Column) =>
  `${onOneLine(cutText(name, IN_ITEM.text))}${key === undefined ? "" : ` (${key.mark}${ofIndex(key)})`}`;
const ofIndex = ({ index }: { index?: string | undefined }) =>
  index === undefined ? "" : ` of ${index}`;

function cell(value: unknown, limits: Limits): string {
  if (value === undefined) return "";
  if (typeof value === "string") return onOneLine(cutText(value, limits.text));
  return cutText(literal(value, { ...limits, width: Infinity }), limits.line);
}

/** A line break within a cell would break the table. */
const onOneLine = (text: string) =>
  escapeInvisible(/\p{Cc}/u.test(text) ? JSON.stringify(text) : text);
