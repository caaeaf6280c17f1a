import { cut, cutText, lengthNote, NO_LIMITS, SHOWN, type Limits } from "../print/cut";
import { escapeHtml, spacing, textHtml } from "../print/escape";
import { atom, literal } from "../print/literal";
import { isFields } from "../print/values";

/**
 * Renders a value in a cell: a text by itself, anything else as a TypeScript literal. A tooltip has
 * the whole, if it is cut.
 */
export function valueHtml(value: unknown, limits: Limits): string {
  if (typeof value === "string") return shortTextHtml(value, limits);
  if (!(isFields(value) || Array.isArray(value))) return code(atom(value, limits));
  const shown = cutText(literal(value, limits), limits.nested);
  const whole = literal(value, { ...NO_LIMITS, entries: SHOWN.entries });
  return shown === whole ? code(shown) : `<span${titleAttribute(whole)}>${code(shown)}</span>`;
}

function shortTextHtml(value: string, limits: Limits): string {
  const { shown, length } = cut(value, limits.text);
  if (length === undefined) return textHtml(shown);
  const note = `<small>${lengthNote(length)}</small>`;
  return `<span${titleAttribute(value)}>${textHtml(`${shown}…`)} ${note}</span>`;
}

/** Renders text as code. */
export function code(text: string): string {
  const style = spacing(text);
  return `<samp${style === "" ? "" : ` style="${style}"`}>${escapeHtml(text)}</samp>`;
}

/** The largest number of characters in a tooltip. */
const MAX_TOOLTIP = 1_000;

/** Returns the HTML attribute for a tooltip. */
export const titleAttribute = (title: string) =>
  title === "" ? "" : ` title="${escapeHtml(cutText(title, MAX_TOOLTIP))}"`;
