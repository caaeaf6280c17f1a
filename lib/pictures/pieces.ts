/**
 * What pictures are made of, as HTML. From an untrusted notebook's outputs JupyterLab takes the styles that its sanitizer
 * doesn't know, such as a border of `currentColor` or of `color-mix()`; what is used here, it keeps. Colours are see-through,
 * so that they fit light and dark pages, and text has the colour of its surroundings.
 */
import { escapeHtml } from "../print/escape";
import { visible } from "./stored-text";

const MONO = "font-family:Menlo,Consolas,monospace;font-size:0.92em";
const QUIET = "opacity:0.8";
const LINE = "rgba(128,128,128,0.5)";
const BLUE = "rgb(40,115,195)";
const TINTS = ["40,115,195", "205,110,0", "40,145,80", "135,80,195", "0,140,155", "205,60,120"];

const div = (style: string, content: string) =>
  `<div${style === "" ? "" : ` style="${style}"`}>${content}</div>`;
const span = (style: string, content: string, title?: string) =>
  `<span style="${style}"${title === undefined ? "" : ` title="${escaped(title)}"`}>${content}</span>`;

/** Everything from data passes through here. */
const escaped = (text: string) => escapeHtml(visible(text));
const unlessSame = (whole: string, text: string) => (whole === text ? undefined : whole);

export const plain = escaped;
export const strong = (text: string): string => span("font-weight:600", escaped(text));
export const quiet = (text: string): string => span(`${QUIET};font-size:0.92em`, escaped(text));

/** A value from data. Where it was shortened, the whole stands in its title. */
export const code = (text: string, whole: string): string =>
  span(`${MONO};font-weight:600`, escaped(text), unlessSame(whole, text));
export const quietCode = (text: string, whole: string): string =>
  span(`${MONO};${QUIET}`, escaped(text), unlessSame(whole, text));

/** An attribute with its name; both stay together. */
export const attribute = (name: string, text: string, whole: string): string =>
  span(
    "display:inline-block;max-width:100%;margin:0 8px 0 0",
    `${quiet(name)} ${quietCode(text, whole)}`,
  );

/** A whole picture: what it shows, the picture, and small lines below it. */
export function frame(title: string, lead: string, body: string, notes: readonly string[]): string {
  const below = notes.map((note) => div(`font-size:0.86em;${QUIET};margin:6px 0 0`, note)).join("");
  const content = div("", title) + (lead === "" ? "" : div("", lead)) + body + below;
  return div(
    "max-width:1040px;margin:2px 0 12px;line-height:1.5;text-align:left;overflow-wrap:break-word",
    content,
  );
}

/** At most so many columns have room beside each other. */
const MOST_COLUMNS = 4;

/** Beside each other where there is room, else below each other; where there are several rows, the last one's get no wider than the others. */
export function columns(parts: readonly string[], width: number): string {
  const all = parts
    .map((part) =>
      div(`flex:1 1 ${width}px;min-width:0;max-width:100%;box-sizing:border-box`, part),
    )
    .join("");
  const rest = div(`flex:1 1 ${width}px;height:0;margin:-12px 0 0`, "").repeat(
    parts.length > MOST_COLUMNS ? MOST_COLUMNS - 1 : 0,
  );
  return div(
    "display:flex;flex-wrap:wrap;align-items:flex-start;gap:12px;margin:8px 0 0",
    all + rest,
  );
}

/** The parts of a picture below each other. */
export const rows = (parts: readonly string[]): string => div("margin:8px 0 0", parts.join(""));

export const panel = (content: string): string =>
  div(`border:1px solid ${LINE};border-radius:6px;padding:8px 10px`, content);

/** A head line, its second half at the right. */
export const heading = (left: string, right: string): string =>
  div(
    "display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px",
    `<span>${left}</span><span>${right}</span>`,
  );

/** Items under what they have in common. */
export const group = (head: string, content: string): string =>
  div(
    `border:1px solid ${LINE};border-radius:5px;margin:6px 0 0;padding:0 0 4px`,
    div("background-color:rgba(128,128,128,0.12);padding:1px 7px;margin:0 0 4px", head) +
      div("padding:0 6px", content),
  );

/** Items after each other, as many on a line as fit. */
export function list(entries: readonly string[]): string {
  const all = entries.map((entry) => `<li style="margin:0;max-width:100%">${entry}</li>`).join("");
  return `<ol style="display:flex;flex-wrap:wrap;gap:4px;margin:4px 0 2px;padding:0;list-style:none">${all}</ol>`;
}

const CHIP =
  "display:inline-block;max-width:100%;box-sizing:border-box;padding:0 5px;border-radius:4px";
const CHIPS = {
  plain: `border:1px solid ${LINE}`,
  marked: `border:1px solid ${BLUE};background-color:rgba(40,115,195,0.2)`,
  dropped: `border:1px dashed ${BLUE};text-decoration:line-through`,
  outside: `border:1px dashed ${LINE};${QUIET}`,
};

/** One item, by its key. */
export const chip = (
  text: string,
  whole: string,
  kind: keyof typeof CHIPS = "plain",
  mark = "",
): string =>
  span(
    `${CHIP};${CHIPS[kind]};${MONO}`,
    escaped(mark === "" ? text : `${mark} ${text}`),
    unlessSame(whole, text),
  );

const BADGE =
  "display:inline-block;min-width:22px;padding:0 3px;text-align:center;border-radius:10px;font-weight:600;font-size:0.86em";

/** A line of an item: its number, which it has wherever it appears, and the rest, which may wrap. */
export function numbered(number: number, content: string): string {
  const tint = TINTS[(number - 1) % TINTS.length] ?? "128,128,128";
  const badge = span(
    `${BADGE};background-color:rgba(${tint},0.3);border:1px solid rgba(${tint},0.8)`,
    String(number),
  );
  const line = `display:flex;align-items:flex-start;gap:7px;margin:2px 0;padding:1px 3px;border-radius:4px;background-color:rgba(${tint},0.14)`;
  return div(line, `<span>${badge}</span>${span("min-width:0", content)}`);
}

/** How much of the whole; more than nothing is never invisible. */
export function bar(share: number, height: number): string {
  const size = `height:${height}px;border-radius:3px`;
  const full =
    share > 0
      ? `width:${Math.round(share * 10_000) / 100}%;min-width:3px;background-color:${BLUE}`
      : "width:0";
  return div(
    `${size};background-color:rgba(128,128,128,0.16);margin:3px 0`,
    div(`${size};${full}`, ""),
  );
}

/** A stretch of a line from top to bottom; the marked one stands out. */
export function stretch(isMarked: boolean, label: string, content: string): string {
  const style = isMarked
    ? `border-left:6px solid ${BLUE};padding:3px 0 5px 10px;background-color:rgba(40,115,195,0.08)`
    : `border-left:2px solid ${LINE};margin-left:2px;padding:3px 0 5px 12px`;
  return div(style, div("", label) + content);
}

/** What leads from one part to the next. */
export const link = (content: string): string => div("margin:2px 0 2px 12px", content);

/** One of several things that are compared: its bar and numbers beside its name where there is room, else below it. */
export function compared(name: string, share: number, number: string, factor: string): string {
  const cell = "flex:0 0 76px;text-align:right;white-space:nowrap";
  const numbers =
    div(`${cell};font-weight:600`, escaped(number)) + div(`${cell};${QUIET}`, escaped(factor));
  const drawn = div("flex:1 1 60px;min-width:0", bar(share, 14)) + numbers;
  return div(
    "display:flex;flex-wrap:wrap;align-items:center;gap:0 12px;margin:4px 0",
    div("flex:1 1 170px;min-width:0", escaped(name)) +
      div("flex:3 1 250px;min-width:0;display:flex;align-items:center;gap:10px", drawn),
  );
}
