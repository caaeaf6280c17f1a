import { atom, literal } from "./text";
import { columnsOf, isAttributeValue, isFields, isPlain, isRecords, shownFields, type Fields } from "./values";

/** More columns than this don't fit beside each other: then one field a line. */
const MOST_COLUMNS = 4;

// Colours come from what surrounds the table, so that it fits light and dark pages.
const LINE = "1px solid color-mix(in srgb, currentColor 25%, transparent)";
const CELL = `text-align:left;vertical-align:top;padding:3px 10px;border:${LINE}`;
const NAME = `${CELL};font-weight:600;background:color-mix(in srgb, currentColor 7%, transparent)`;
const TABLE = "border-collapse:collapse;margin:0;table-layout:auto;width:auto";

/** A value as an HTML table; everything that comes from data is escaped. */
export function toHtml(value: unknown, title?: string): string {
  const caption = title === undefined ? "" : `<div style="font-weight:600;margin:0 0 4px">${escapeHtml(title)}</div>`;
  return `<div style="overflow-x:auto">${caption}${render(value, [])}</div>`;
}

function render(value: unknown, above: readonly unknown[]): string {
  if (above.includes(value)) return code("(contains itself)");
  const within = [...above, value];
  if (isRecords(value)) return recordsTable(value, within);
  if (isPlain(value)) return plain(value);
  if (Array.isArray(value)) return fieldsTable(value.map((entry, index) => [String(index), entry]), within);
  return fieldsOrRow(value as Fields, within);
}

/** An item, and any other short flat object, reads best as a row under its names. */
function fieldsOrRow(value: Fields, above: readonly unknown[]): string {
  const fields = shownFields(value);
  const flat = fields.length <= MOST_COLUMNS && fields.every(([, field]) => isPlain(field));
  return flat ? recordsTable([value], above) : fieldsTable(fields, above);
}

function recordsTable(records: Fields[], above: readonly unknown[]): string {
  const columns = columnsOf(records);
  const head = columns.map((name) => `<th scope="col" style="${NAME}">${escapeHtml(name)}</th>`).join("");
  const rows = records.map((record) => {
    const fields = new Map(shownFields(record));
    return row(columns.map((name) => `<td style="${CELL}">${fields.has(name) ? render(fields.get(name), above) : ""}</td>`).join(""));
  });
  return `<table style="${TABLE}"><thead>${row(head)}</thead><tbody>${rows.join("")}</tbody></table>`;
}

function fieldsTable(fields: [string, unknown][], above: readonly unknown[]): string {
  const rows = fields.map(([name, field]) =>
    row(`<th scope="row" style="${NAME}">${escapeHtml(name)}</th><td style="${CELL}">${render(field, above)}</td>`),
  );
  return `<table style="${TABLE}"><tbody>${rows.join("")}</tbody></table>`;
}

const row = (cells: string) => `<tr style="background:none">${cells}</tr>`;

function plain(value: unknown): string {
  if (typeof value === "string") return `<span style="overflow-wrap:anywhere">${escapeHtml(value)}</span>`;
  return code(isAttributeValue(value) || isFields(value) || Array.isArray(value) ? literal(value) : atom(value));
}

const code = (text: string) => `<span style="font-family:var(--jp-code-font-family, monospace);white-space:pre-wrap;overflow-wrap:anywhere">${escapeHtml(text)}</span>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text as it may stand in HTML, between tags and in attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);
