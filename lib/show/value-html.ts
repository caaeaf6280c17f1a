import { cut, cutText, lengthNote, type Limits } from "../print/cut";
import { escapeHtml } from "../print/escape";
import { atom, literal } from "../print/literal";
import { isFields } from "../print/values";

/** White space that HTML would collapse to one space. */
const SPACES = /\s\s|[\n\t]/;

/**
 * Renders a value in a cell: a text by itself, anything else as a TypeScript literal. A tooltip has
 * the whole, if it is cut.
 */
export function valueHtml(value: unknown, limits: Limits): string {
  if (typeof value === "string") return textHtml(value, limits);
  if (!(isFields(value) || Array.isArray(value))) return code(atom(value, limits));
  const shown = cutText(literal(value, limits), limits.nested);
  const whole = literal(value);
  return shown === whole ? code(shown) : `<span${titleAttribute(whole)}>${code(shown)}</span>`;
}

function textHtml(value: string, limits: Limits): string {
  const { shown, length } = cut(value, limits.text);
  const text = SPACES.test(shown)
    ? `<span style="white-space:pre-wrap">${escapeHtml(shown)}</span>`
    : escapeHtml(shown);
  return length === undefined
    ? text
    : `<span${titleAttribute(value)}>${text}… <small>${lengthNote(length)}</small></span>`;
}

/** Renders text as code. */
export const code = (text: string) =>
  `<samp${SPACES.test(text) ? ' style="white-space:pre-wrap"' : ""}>${escapeHtml(text)}</samp>`;

/** The largest number of characters in a tooltip. */
const MAX_TOOLTIP = 1_000;

/** Returns the HTML attribute for a tooltip. */
export const titleAttribute = (title: string) =>
  title === "" ? "" : ` title="${escapeHtml(cutText(title, MAX_TOOLTIP))}"`;
