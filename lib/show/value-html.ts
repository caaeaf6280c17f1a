import { cut, cutText, lengthNote, type Limits } from "../print/cut";
import { escapeHtml } from "../print/escape";
import { atom, literal } from "../print/literal";
import { isFields } from "../print/values";

/** A page would show these as one space. */
const SPACED = /\s\s|[\n\t]/;

/** A value in a cell: a text by itself, anything else as it is written in TypeScript. What is cut, its tooltip has. */
export function written(value: unknown, limits: Limits): string {
  if (typeof value === "string") return writtenText(value, limits);
  if (!(isFields(value) || Array.isArray(value))) return code(atom(value, limits));
  const shown = cutText(literal(value, limits), limits.nested);
  const whole = literal(value);
  return shown === whole ? code(shown) : `<span${titled(whole)}>${code(shown)}</span>`;
}

function writtenText(value: string, limits: Limits): string {
  const { shown, length } = cut(value, limits.text);
  const text = SPACED.test(shown)
    ? `<span style="white-space:pre-wrap">${escapeHtml(shown)}</span>`
    : escapeHtml(shown);
  return length === undefined
    ? text
    : `<span${titled(value)}>${text}… <small>${lengthNote(length)}</small></span>`;
}

/** Text as in a program. */
export const code = (text: string) =>
  `<samp${SPACED.test(text) ? ' style="white-space:pre-wrap"' : ""}>${escapeHtml(text)}</samp>`;

/** What isn't shown stands in a tooltip, up to here. */
const MOST_TITLE = 1_000;

/** The attribute for a tooltip. */
export const titled = (title: string) =>
  title === "" ? "" : ` title="${escapeHtml(cutText(title, MOST_TITLE))}"`;
