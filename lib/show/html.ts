import { originOf } from "../items/origin";
import { attributesOf, type Column } from "./attributes";
import { cut, IN_ITEM, SHOWN, type Limits } from "../print/cut";
import { escapeHtml } from "../print/escape";
import type { ShowOptions } from "./options";
import { leftOut, recordTable, unknownTypes, type RecordTable } from "./record-table";
import { literal } from "../print/literal";
import { isItem, isPlain, shownFields, type Fields } from "../print/values";
import { code, titled, written } from "./value-html";

/** More columns than this don't fit beside each other: then one field a line. */
const MOST_COLUMNS = 4;

// Outputs are kept in the notebooks, so a cell has only what must stand there. Tables of pandas have this class and border:
// JupyterLab, nbconvert and the docs' theme know them, in light and dark, and align every cell to the right.
const TABLE =
  '<table border="1" cellpadding="5" class="dataframe" style="margin:0 0 4px;overflow-wrap:anywhere">';
const LEFT = "text-align:left";
const TOP = `${LEFT};vertical-align:top`;
/** Names stay whole. */
const NAME = `${TOP};overflow-wrap:normal`;
const BADGE = "border:1px solid;border-radius:4px;padding:0 4px;font-weight:400;white-space:nowrap";

/** A value as an HTML table; everything that comes from data is escaped. */
export function toHtml(value: unknown, options: ShowOptions = {}): string {
  return render(value, options, []) + notes(unknownTypes(value, options));
}

/** What show() displays: wider than the page, it can be scrolled. */
export const frame = (html: string, title?: string): string =>
  `<div style="overflow-x:auto">${title === undefined ? "" : `<div><b>${escapeHtml(title)}</b></div>`}${html}</div>`;

/** Lines of text below a table. */
export const notes = (lines: readonly string[]): string =>
  lines.map((line) => `<div>${escapeHtml(line)}</div>`).join("");

/** A table of names and values: the values of nested fields as they are written in TypeScript. */
export const parameters = (value: Fields, limits: Limits): string =>
  shownFields(value).length === 0
    ? code(literal(value))
    : rowsTable(
        shownFields(value).map(([name, field]) => [nameHead({ name }), written(field, limits)]),
      );

function render(value: unknown, options: ShowOptions, above: readonly unknown[]): string {
  if (above.includes(value)) return code("(contains itself)");
  const within = [...above, value];
  const table = recordTable(value, options);
  if (table !== undefined) return recordsHtml(table, options, within) + notes(leftOut(table));
  const origin = originOf(value);
  if (origin === undefined && isPlain(value)) return written(value, SHOWN);
  if (Array.isArray(value))
    return rowsTable(
      value.map((entry, index) => [
        nameHead({ name: String(index) }),
        render(entry, options, within),
      ]),
    );
  return fieldsHtml(value as Fields, options, within);
}

/** An item, and any other short flat object, reads best as a row under its names. */
function fieldsHtml(value: Fields, options: ShowOptions, above: readonly unknown[]): string {
  const origin = originOf(value);
  const fields = shownFields(value);
  const isFlat = fields.every(([, field]) => isPlain(field));
  const columns =
    origin === undefined ? fields.map(([name]) => ({ name })) : attributesOf(origin, [value]);
  const types = options.types === true && origin !== undefined;
  const isOneItem = origin !== undefined || isItem(value);
  const limits = isOneItem ? IN_ITEM : SHOWN;
  if (fields.length <= MOST_COLUMNS && (isFlat || origin !== undefined))
    return recordsHtml({ columns, records: [value], count: 1, types, limits }, options, above);
  const values = new Map(fields);
  const content = (name: string) =>
    isOneItem ? written(values.get(name), limits) : render(values.get(name), options, above);
  return rowsTable(columns.map((column) => [nameHead(column, types), content(column.name)]));
}

function recordsHtml(
  { columns, records, types, limits }: RecordTable,
  options: ShowOptions,
  above: readonly unknown[],
): string {
  const cells = records.map((record) => {
    const fields = new Map(shownFields(record));
    return columns.map(({ name }) =>
      fields.has(name) ? recordCell(fields.get(name), limits, options, above) : "",
    );
  });
  const head = columns.map((column, index) =>
    columnHead(
      column,
      types,
      cells.map((row) => row[index] ?? ""),
    ),
  );
  const rows = cells.map((row) => tr(row.map((cell) => td(cell, row.some(isTall) ? TOP : LEFT))));
  return `${TABLE}<thead>${tr(head)}</thead><tbody>${rows.join("")}</tbody></table>`;
}

/** What doesn't fit on a line is a table in the table, unless it is a part of an item. */
function recordCell(
  value: unknown,
  limits: Limits,
  options: ShowOptions,
  above: readonly unknown[],
): string {
  const isTable = limits !== IN_ITEM && !isPlain(value) && literal(value, limits).includes("\n");
  return isTable ? render(value, options, above) : written(value, limits);
}

const rowsTable = (rows: [head: string, cell: string][]): string =>
  `${TABLE}<tbody>${rows.map(([head, cell]) => tr([head, td(cell, TOP)])).join("")}</tbody></table>`;

const tr = (cells: string[]) => `<tr>${cells.join("")}</tr>`;
const td = (content: string, style: string) => `<td style="${style}">${content}</td>`;
const isTall = (cell: string) => /<(table|span|samp style)/.test(cell);

/** Where the page is narrow, values are broken, but not into columns of single letters: so many letters stand on a line. */
const NARROWEST = 12;
const NARROWEST_NESTED = 30;
/** JupyterLab's sanitizer knows no `ch`. */
const EM_PER_LETTER = 0.6;
const PADDING = 1;

function columnHead(column: Column, types: boolean, cells: string[]): string {
  const lines = cells.flatMap((cell) => cell.replace(/<[^>]*>/g, "").split("\n"));
  const letters = Math.min(
    cells.some(isTall) ? NARROWEST_NESTED : NARROWEST,
    Math.max(0, ...lines.map((line) => line.length)),
  );
  return th(
    "col",
    column,
    types,
    `${NAME};min-width:${Math.ceil(letters * EM_PER_LETTER) + PADDING}em`,
    "<br>",
  );
}

const nameHead = (column: Column, types = false) => th("row", column, types, NAME, " ");

function th(
  scope: "row" | "col",
  { name, key, type, about }: Column,
  types: boolean,
  style: string,
  gap: string,
): string {
  const { shown, length } = cut(name, IN_ITEM.text);
  const title = [length === undefined ? "" : name, about ?? ""]
    .filter((part) => part !== "")
    .join("; ");
  const badge =
    key &&
    `<small style="${BADGE}">${escapeHtml(key.index === undefined ? key.role : `${key.role} of ${key.index}`)}</small>`;
  const below = [types && type !== undefined ? `<small>${type}</small>` : undefined, badge].filter(
    (part) => part !== undefined,
  );
  const text = `${escapeHtml(shown)}${length === undefined ? "" : "…"}`;
  return `<th scope="${scope}" style="${style}"${titled(title)}>${text}${below.length === 0 ? "" : gap}${below.join(" ")}</th>`;
}
