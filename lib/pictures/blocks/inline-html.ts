/** Prints the parts of lines as HTML. */
import { escapeHtml, escapeInvisible, textHtml } from "../../print/escape";
import { BLUE, LIGHT_BLUE, LINE, MONOSPACE, MUTED, SEMIBOLD } from "../../print/style";
import type { ChipStyle, Inline, NamedValue, Value } from "./blocks";

export function inlineHtml(inline: Inline): string {
  if (typeof inline === "string") return connecting(inline);
  switch (inline.kind) {
    case "strong":
      return strong(inline.text);
    case "muted":
      return muted(inline.text);
    case "remark":
      return `<em>${escaped(inline.text)}</em>`;
    case "attribute":
      return attributeHtml(inline);
    case "chip":
      return chipHtml(inline);
  }
}

/** A text that continues what is before it: white space at its ends is only a distance. */
function connecting(text: string): string {
  const words = text.trim();
  return text.replace(words, () => escaped(words));
}

export const strong = (text: string) => span(SEMIBOLD, escaped(text));
export const muted = (text: string) => span(`${MUTED};font-size:0.92em`, escaped(text));
export const boldValue = (value: Value) => valueHtml(`${MONOSPACE};${SEMIBOLD}`, value);
export const mutedValue = (value: Value) => valueHtml(`${MONOSPACE};${MUTED}`, value);

/** Keeps name and value on one line. */
export const attributeHtml = ({ name, value }: NamedValue) =>
  span(
    "display:inline-block;max-width:100%;margin:0 8px 0 0",
    `${muted(name)} ${mutedValue(value)}`,
  );

const CHIP =
  "display:inline-block;max-width:100%;box-sizing:border-box;padding:0 5px;border-radius:4px";
const CHIP_STYLES: Record<ChipStyle, string> = {
  plain: `border:1px solid ${LINE}`,
  marked: `border:1px solid ${BLUE};background-color:${LIGHT_BLUE}`,
  dropped: `border:1px dashed ${BLUE};text-decoration:line-through`,
  outside: `border:1px dashed ${LINE};${MUTED}`,
};

const chipHtml = ({ value, style, sign }: Extract<Inline, { kind: "chip" }>) =>
  valueHtml(
    `${CHIP};${CHIP_STYLES[style]};${MONOSPACE}`,
    value,
    sign === undefined ? "" : `${sign} `,
  );

/** Prints a value. If it was shortened, the tooltip has all of it. */
function valueHtml(style: string, { short, whole }: Value, before = ""): string {
  const title = short === whole ? "" : ` title="${escapeHtml(escapeInvisible(whole))}"`;
  return `<span style="${style}"${title}>${escaped(before + short)}</span>`;
}

export const span = (style: string, content: string): string =>
  `<span style="${style}">${content}</span>`;

/** Escapes text from data. Everything from data passes through here. */
export const escaped = (text: string): string => textHtml(escapeInvisible(text));
