import { formatNumber } from "./count";
import { cut, lengthNote, NO_LIMITS, type Limits } from "./cut";
import { escapeInvisible, visibleLines } from "./escape";
import { isFields, shownFields } from "./values";

/**
 * Prints a value as a TypeScript literal: on one line where that fits, else with a line for each
 * field or entry.
 */
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
  const print = (part: unknown) => literal(part, limits, indent, above);
  if (Array.isArray(value)) {
    const shown = value.slice(0, limits.entries).map(print);
    const left = value.length - shown.length;
    return left === 0 ? shown : [...shown, `… and ${formatNumber(left)} more`];
  }
  if (isFields(value))
    return shownFields(value).map(([name, field]) => `${property(name)}: ${print(field)}`);
  return undefined;
}

const property = (name: string) =>
  /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : inQuotes(name);

/** Quotes a text. Invisible characters are escape sequences, which TypeScript reads as well. */
const inQuotes = (text: string) => escapeInvisible(JSON.stringify(text));

/** Prints a value that has no parts. */
export function atom(value: unknown, limits: Limits = NO_LIMITS): string {
  if (typeof value === "string") return quoted(value, limits);
  if (typeof value === "bigint") return `${value}n`;
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? "Invalid Date" : value.toISOString();
  if (value instanceof Uint8Array) return bytes(value);
  if (value instanceof Set) return `Set(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Map) return `Map(${value.size}) ${literal([...value], limits)}`;
  if (value instanceof Error) return errorLine(value);
  return visibleLines(String(value));
}

const errorLine = (error: Error): string =>
  visibleLines(`${error.name}${"code" in error ? ` ${error.code}` : ""}: ${error.message}`);

function quoted(text: string, limits: Limits): string {
  const { shown, length } = cut(text, limits.text);
  return length === undefined ? inQuotes(text) : `${inQuotes(`${shown}…`)} ${lengthNote(length)}`;
}

const SHOWN_BYTES = 16;

/** `3 bytes: 01 02 ff` */
function bytes(value: Uint8Array): string {
  const size = `${value.length} bytes`;
  if (value.length === 0) return size;
  const shown = Array.from(value.subarray(0, SHOWN_BYTES), (byte) =>
    byte.toString(16).padStart(2, "0"),
  );
  return `${size}: ${shown.join(" ")}${value.length > SHOWN_BYTES ? " …" : ""}`;
}
