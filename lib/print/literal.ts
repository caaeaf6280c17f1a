import { cut, lengthNote, NO_LIMITS, type Limits } from "./cut";
import { isFields, shownFields } from "./values";

/** On one line where that fits, else a field or an element a line. */
export function literal(
  value: unknown,
  limits: Limits = NO_LIMITS,
  indent = "",
  above: readonly unknown[] = [],
): string {
  if (above.includes(value)) return "(contains itself)";
  const parts = partsOf(value, limits, `${indent}  `, [...above, value]);
  if (parts === undefined) return atom(value, limits);
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  const line = `${open} ${parts.join(", ")} ${close}`;
  if (!line.includes("\n") && indent.length + line.length <= limits.width) return line;
  return `${open}\n${parts.map((part) => `${indent}  ${part},\n`).join("")}${indent}${close}`;
}

function partsOf(
  value: unknown,
  limits: Limits,
  indent: string,
  above: readonly unknown[],
): string[] | undefined {
  if (Array.isArray(value))
    return entries(value, limits).map((entry) =>
      entry instanceof More ? entry.text : literal(entry, limits, indent, above),
    );
  if (isFields(value))
    return shownFields(value).map(
      ([name, field]) => `${property(name)}: ${literal(field, limits, indent, above)}`,
    );
  return undefined;
}

/** Stands for the entries of a list that aren't shown. */
class More {
  constructor(readonly text: string) {}
}

const entries = (list: readonly unknown[], limits: Limits): readonly unknown[] =>
  list.length <= limits.entries
    ? list
    : [...list.slice(0, limits.entries), new More(`… and ${list.length - limits.entries} more`)];

const property = (name: string) =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);

/** A value without parts. */
export function atom(value: unknown, limits: Limits = NO_LIMITS): string {
  if (typeof value === "string") return quoted(value, limits);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return `${value.length} bytes${bytes(value)}`;
  if (value instanceof Set) return `Set(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Map) return `Map(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Error)
    return `${value.name}${"code" in value ? ` ${value.code}` : ""}: ${value.message}`;
  return String(value);
}

function quoted(text: string, limits: Limits): string {
  const { shown, length } = cut(text, limits.text);
  return length === undefined
    ? JSON.stringify(text)
    : `${JSON.stringify(`${shown}…`)} ${lengthNote(length)}`;
}

const SHOWN_BYTES = 16;

function bytes(value: Uint8Array): string {
  const shown = [...value.subarray(0, SHOWN_BYTES)].map((byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  return shown.length === 0 ? "" : `: ${shown.join(" ")}${value.length > SHOWN_BYTES ? " …" : ""}`;
}
