import { originOf } from "../items/origin";
import { attributesOf, type Column, type KeyMark } from "./attributes";
import { formatNumber } from "../print/count";
import { cut, cutText, IN_ITEM, SHOWN, type Limits } from "../print/cut";
import { escapeHtml, textHtml } from "../print/escape";
import type { ShowOptions } from "./options";
import { leftOut, recordTable, unknownTypes, type RecordTable } from "./record-table";
import { literal } from "../print/literal";
import { isItem, isPlain, shownFields, type Fields } from "../print/values";
import { code, titleAttribute, valueHtml } from "./value-html";

/** With more columns an object is shown with a field on each line. */
const MAX_COLUMNS = 4;

// Outputs are stored in the notebooks, so that a cell has only the styles it needs. This class and
// border are those of pandas tables: JupyterLab, nbconvert and the docs' theme style them, in light
// and dark, and align every cell to the right.
const TABLE =
  '<table border="1" cellpadding="5" class="dataframe" style="margin:0 0 4px;overflow-wrap:anywhere">';
const LEFT = "text-align:left";
const TOP = `${LEFT};vertical-align:top`;
/** Names stay whole. */
const NAME = `${TOP};overflow-wrap:normal`;
const BADGE = "border:1px solid;border-radius:4px;padding:0 4px;font-weight:400;white-space:nowrap";

/** Renders a value as an HTML table. Everything that comes from data is escaped. */
export function toHtml(value: unknown, options: ShowOptions = {}): string {
  return tableOrValue(value, options, []) + notes(unknownTypes(value, options));
}

/**
 * Adds a title, and lets a table that is wider than the page scroll: also by the keyboard, in a box
 * with a name. (JupyterLab takes name and focus out of an untrusted notebook; browsers give a box
 * that scrolls the focus by themselves.)
 *
 * @see https://dequeuniversity.com/rules/axe/4.10/scrollable-region-focusable
 */
export function frame(html: string, title?: string): string {
  const content = `${title === undefined ? "" : titleHtml(title)}${html}`;
  const name = escapeHtml(cutText(title ?? "Table", IN_ITEM.text));
  const box = html.includes("<table") ? ` tabindex="0" role="group" aria-label="${name}"` : "";
  return `<div style="overflow-x:auto"${box}>${content}</div>`;
}

const titleHtml = (title: string) => `<div><b>${textHtml(title)}</b></div>`;

/** Renders lines of text below a table. */
export const notes = (lines: readonly string[]): string =>
  lines.map((line) => `<div>${textHtml(line)}</div>`).join("");

/** Renders a table of names and values. Nested values are TypeScript literals. */
export const parameters = (value: Fields, limits: Limits): string =>
  shownFields(value).length === 0
    ? code(literal(value))
    : rowsTable(
        shownFields(value).map(([name, field]) => [nameHead({ name }), valueHtml(field, limits)]),
      );

/** Tables within tables: more would be wider than any page, so what is deeper is a literal. */
const MAX_NESTED = 5;

function tableOrValue(value: unknown, options: ShowOptions, above: readonly unknown[]): string {
  if (above.includes(value)) return code("(contains itself)");
  if (above.length > MAX_NESTED) return valueHtml(value, SHOWN);
  const within = [...above, value];
  const table = recordTable(value, options);
  if (table !== undefined) return recordsHtml(table, options, within) + notes(leftOut(table));
  if (Array.isArray(value) && value.length > 0) return listHtml(value, options, within);
  if (originOf(value) === undefined && isPlain(value)) return valueHtml(value, SHOWN);
  return fieldsHtml(value as Fields, options, within);
}

function listHtml(list: unknown[], options: ShowOptions, above: readonly unknown[]): string {
  const shown = list.slice(0, SHOWN.entries);
  const rows = shown.map((entry, index): [head: string, cell: string] => [
    nameHead({ name: String(index) }),
    tableOrValue(entry, options, above),
  ]);
  const left = list.length - shown.length;
  return rowsTable(rows) + notes(left === 0 ? [] : [`… and ${formatNumber(left)} more`]);
}

/**
 * Renders an item, or another object: a short flat one as a row under its names, which reads best.
 */
function fieldsHtml(value: Fields, options: ShowOptions, above: readonly unknown[]): string {
  const origin = originOf(value);
  const fields = shownFields(value);
  const isFlat = fields.every(([, field]) => isPlain(field));
  const columns =
    origin === undefined ? fields.map(([name]) => ({ name })) : attributesOf(origin, [value]);
  const types = options.types === true && origin !== undefined;
  const isOneItem = origin !== undefined || isItem(value);
  const limits = isOneItem ? IN_ITEM : SHOWN;
  if (fields.length <= MAX_COLUMNS && (isFlat || origin !== undefined))
    return recordsHtml({ columns, records: [value], count: 1, types, limits }, options, above);
  const values = new Map(fields);
  const content = (name: string) =>
    isOneItem
      ? valueHtml(values.get(name), limits)
      : tableOrValue(values.get(name), options, above);
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

/**
 * Renders a cell. A value that doesn't fit on a line is a nested table, unless it is part of an
 * item.
 */
function recordCell(
  value: unknown,
  limits: Limits,
  options: ShowOptions,
  above: readonly unknown[],
): string {
  const isTable = limits !== IN_ITEM && !isPlain(value) && literal(value, limits).includes("\n");
  return isTable ? tableOrValue(value, options, above) : valueHtml(value, limits);
}

const rowsTable = (rows: [head: string, cell: string][]): string =>
  `${TABLE}<tbody>${rows.map(([head, cell]) => tr([head, td(cell, TOP)])).join("")}</tbody></table>`;

const tr = (cells: string[]) => `<tr>${cells.join("")}</tr>`;
const td = (content: string, style: string) => `<td style="${style}">${content}</td>`;
const isTall = (cell: string) => /<(table|span|samp style)/.test(cell);

/**
 * The narrowest column, in letters: on a narrow page values wrap, but not into columns of single
 * letters.
 */
const MIN_LETTERS = 12;
const MIN_LETTERS_NESTED = 30;
/** Widths are in `em`, because JupyterLab's sanitizer drops `ch`. */
const EM_PER_LETTER = 0.6;
const PADDING = 1;

function columnHead(column: Column, types: boolean, cells: string[]): string {
  const lines = cells.flatMap((cell) => cell.replace(/<[^>]*>/g, "").split("\n"));
  const letters = Math.min(
    cells.some(isTall) ? MIN_LETTERS_NESTED : MIN_LETTERS,
    lines.reduce((most, line) => Math.max(most, line.length), 0),
  );
  const width = Math.ceil(letters * EM_PER_LETTER) + PADDING;
  return th("col", column, types, `${NAME};min-width:${width}em`, "<br>");
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
  const isCut = length !== undefined;
  const tooltip = [isCut ? name : "", about ?? ""].filter((part) => part !== "").join("; ");
  const badges = [
    ...(types && type !== undefined ? [`<small>${type}</small>`] : []),
    ...(key === undefined ? [] : [keyBadge(key)]),
  ];
  const text = textHtml(isCut ? `${shown}…` : shown);
  const content = badges.length === 0 ? text : text + gap + badges.join(" ");
  return `<th scope="${scope}" style="${style}"${titleAttribute(tooltip)}>${content}</th>`;
}

function keyBadge({ role, index }: KeyMark): string {
  const text = index === undefined ? role : `${role} of ${index}`;
  return `<small style="${BADGE}">${escapeHtml(text)}</small>`;
}
