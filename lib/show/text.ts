import { originOf, type Origin } from "../items/origin";
import { attributesOf, type Column } from "./attributes";
import { cut, cutText, IN_ITEM, lengthNote, NO_LIMITS, SHOWN, type Limits } from "../print/cut";
import type { ShowOptions } from "./options";
import { leftOut, recordTable, unknownTypes, type RecordTable } from "./record-table";
import { isFields, isItem, isPlain, shownFields, type Fields } from "../print/values";

/** A value as one would write it in TypeScript; items, and other flat objects, as a table with aligned columns. */
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
  const origin = originOf(value);
  if (origin === undefined || !isFields(value)) return [literal(value, isItem(value) ? IN_ITEM : SHOWN)];
  return [literal(value, IN_ITEM), aboutAttributes(origin, value, options)];
}

/** What the head of a table tells, of an item that has none. */
function aboutAttributes(origin: Origin, item: Fields, { types = false }: ShowOptions): string {
  return attributesOf(origin, [item])
    .filter(({ key }) => types || key !== undefined)
    .map(({ name, key, type }) => [name, ...(types ? [type] : []), ...(key === undefined ? [] : [`(${key.role}${ofIndex(key)})`])].join(" "))
    .join(", ");
}

const isFlat = (record: Fields) => shownFields(record).every(([, field]) => isPlain(field));

function tableText({ columns, records, types, limits }: RecordTable): string {
  const heads = columns.map(head);
  const typeLine = types ? [columns.map(({ type = "" }) => type)] : [];
  const rows = records.map((record) => columns.map(({ name }) => cell(Object.hasOwn(record, name) ? record[name] : undefined, limits)));
  const lines = [heads, ...typeLine, ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

const head = ({ name, key }: Column) => `${onOneLine(cutText(name, IN_ITEM.text))}${key === undefined ? "" : ` (${key.mark}${ofIndex(key)})`}`;
const ofIndex = ({ index }: { index?: string | undefined }) => (index === undefined ? "" : ` of ${index}`);

function cell(value: unknown, limits: Limits): string {
  if (value === undefined) return "";
  if (typeof value === "string") return onOneLine(cutText(value, limits.text));
  return cutText(literal(value, { ...limits, width: Infinity }), limits.line);
}

/** A line break within a cell would break the table. */
const onOneLine = (text: string) => (/\p{Cc}/u.test(text) ? JSON.stringify(text) : text);

/** On one line where that fits, else a field or an element a line. */
export function literal(value: unknown, limits: Limits = NO_LIMITS, indent = "", above: readonly unknown[] = []): string {
  if (above.includes(value)) return "(contains itself)";
  const parts = partsOf(value, limits, `${indent}  `, [...above, value]);
  if (parts === undefined) return atom(value, limits);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  const line = `${open} ${parts.join(", ")} ${close}`;
  if (!line.includes("\n") && indent.length + line.length <= limits.width) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}

function partsOf(value: unknown, limits: Limits, indent: string, above: readonly unknown[]): string[] | undefined {
  if (Array.isArray(value)) return entries(value, limits).map((entry) => (entry instanceof More ? entry.text : literal(entry, limits, indent, above)));
  if (isFields(value)) return shownFields(value).map(([name, field]) => `${property(name)}: ${literal(field, limits, indent, above)}`);
  return undefined;
}

/** Stands for the entries of a list that aren't shown. */
class More {
  constructor(readonly text: string) {}
}

const entries = (list: readonly unknown[], limits: Limits): readonly unknown[] =>
  list.length <= limits.entries ? list : [...list.slice(0, limits.entries), new More(`… and ${list.length - limits.entries} more`)];

const property = (name: string) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name));

/** A value without parts. */
export function atom(value: unknown, limits: Limits = NO_LIMITS): string {
  if (typeof value === "string") return quoted(value, limits);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes${bytes(value)}`;
  if (value instanceof Set) return `Set(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Map) return `Map(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Error) return `${value.name}${"code" in value ? ` ${value.code}` : ""}: ${value.message}`;
  return String(value);
}

function quoted(text: string, limits: Limits): string {
  const { shown, length } = cut(text, limits.text);
  return length === undefined ? JSON.stringify(text) : `${JSON.stringify(`${shown}…`)} ${lengthNote(length)}`;
}

const SHOWN_BYTES = 16;

function bytes(value: Uint8Array): string {
  const shown = [...value.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, "0"));
  return shown.length === 0 ? "" : `: ${shown.join(" ")}${value.length > SHOWN_BYTES ? " …" : ""}`;
}
