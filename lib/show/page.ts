import { originOf } from "../items/origin";
import type { Cursor, Page } from "../requests/paged";
import { NO_LIMITS } from "../print/cut";
import { notes, toHtml } from "./html";
import type { ShowOptions } from "./options";
import { firstOf } from "./record-table";
import { literal } from "../print/literal";
import { toText } from "./text";
import { isFields } from "../print/values";

/**
 * Tells whether a value is a page that a Table read, and not just an object with the same
 * properties.
 */
export const isPage = (value: unknown): value is Page<unknown> =>
  isFields(value) &&
  Array.isArray(value["items"]) &&
  originOf(firstOf(value["items"], 1)) !== undefined &&
  Object.keys(value).join() === "items,last";

export const pageText = ({ items, last }: Page<unknown>, options: ShowOptions): string =>
  `${toText(items, options)}\n${end(last)}`;

export const pageHtml = ({ items, last }: Page<unknown>, options: ShowOptions): string =>
  toHtml(items, options) + notes([end(last)]);

function end(last: Cursor): string {
  if (last === undefined) return "last: undefined, there is no more to read";
  const cursor = literal(last, { ...NO_LIMITS, width: Infinity });
  return `last: ${cursor}, there may be more to read, with { after: last }`;
}
