import { columnsOf, isFields, isPlain, isRecords, shownFields, type Fields } from "./values";

const WIDTH = 100;

/** A value as one would write it in TypeScript; records as a table with aligned columns. */
export function toText(value: unknown): string {
  return isRecords(value) && value.every(isFlat) ? table(value) : literal(value);
}

const isFlat = (record: Fields) => shownFields(record).every(([, field]) => isPlain(field));

function table(records: Fields[]): string {
  const columns = columnsOf(records);
  const rows = records.map((record) => columns.map((name) => cell(record[name])));
  const lines = [columns, ...rows];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines.map((line) => line.map((text, column) => text.padEnd(widths[column] ?? 0)).join("  ").trimEnd()).join("\n");
}

const cell = (value: unknown) => (value === undefined ? "" : typeof value === "string" ? value : literal(value));

/** On one line where that fits, else a field or an element a line. */
export function literal(value: unknown, indent = "", above: readonly unknown[] = []): string {
  if (above.includes(value)) return "(contains itself)";
  const parts = partsOf(value, `${indent}  `, [...above, value]);
  if (parts === undefined) return atom(value);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  const line = `${open} ${parts.join(", ")} ${close}`;
  if (!line.includes("\n") && indent.length + line.length <= WIDTH) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}

function partsOf(value: unknown, indent: string, above: readonly unknown[]): string[] | undefined {
  if (Array.isArray(value)) return value.map((entry) => literal(entry, indent, above));
  if (isFields(value)) return shownFields(value).map(([name, field]) => `${property(name)}: ${literal(field, indent, above)}`);
  return undefined;
}

const property = (name: string) => (/^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name));

/** A value without parts. */
export function atom(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes${bytes(value)}`;
  if (value instanceof Set) return `Set(${value.size}) ${literal([...value])}`;
  if (value instanceof Map) return `Map(${value.size}) ${literal([...value])}`;
  if (value instanceof Error) return `${value.name}${"code" in value ? ` ${value.code}` : ""}: ${value.message}`;
  return String(value);
}

const SHOWN_BYTES = 16;

function bytes(value: Uint8Array): string {
  const shown = [...value.subarray(0, SHOWN_BYTES)].map((byte) => byte.toString(16).padStart(2, "0"));
  return shown.length === 0 ? "" : `: ${shown.join(" ")}${value.length > SHOWN_BYTES ? " …" : ""}`;
}
