/**
 * What pictures are made of, as HTML. JupyterLab takes from an untrusted notebook's outputs every style that its sanitizer
 * doesn't know, `currentColor` and `color-mix` among them; what is used here, it keeps. Colours are see-through, so that
 * they fit light and dark pages, and text has the colour of its surroundings.
 */
import { escapeHtml } from "../show/html";
import { visible } from "./stored-text";

const MONO = "font-family:Menlo,Consolas,monospace;font-size:0.92em";
const QUIET = "opacity:0.8";
const LINE = "rgba(128,128,128,0.5)";
const BLUE = "rgb(40,115,195)";
const BLUE_TINT = "rgba(40,115,195,0.2)";
const TINTS = ["40,115,195", "205,110,0", "40,145,80", "135,80,195", "0,140,155", "205,60,120"];

/** Everything from data passes through here. */
const escaped = (text: string) => escapeHtml(visible(text));

const span = (text: string, style: string, title?: string) => `<span style="${style}"${title === undefined ? "" : ` title="${escaped(title)}"`}>${escaped(text)}</span>`;

export const plain = escaped;
export const strong = (text: string): string => span(text, "font-weight:600");
export const quiet = (text: string): string => span(text, `${QUIET};font-size:0.92em`);

/** A value from data. Where it was shortened, the whole stands in its title. */
export const code = (text: string, whole: string = text): string => span(text, `${MONO};font-weight:600`, whole === text ? undefined : whole);
export const quietCode = (text: string, whole: string = text): string => span(text, `${MONO};${QUIET}`, whole === text ? undefined : whole);

/** An attribute with its name; both stay together. */
export const attribute = (name: string, text: string, whole: string): string => `<span style="display:inline-block;max-width:100%;margin:0 8px 0 0">${quiet(name)} ${quietCode(text, whole)}</span>`;

/** A whole picture: what it shows, the picture, and small lines below it. */
export function frame(title: string, lead: string, body: string, notes: readonly string[]): string {
  const below = notes.map((note) => `<div style="font-size:0.86em;${QUIET};margin:6px 0 0">${note}</div>`).join("");
  return `<div style="max-width:1040px;margin:2px 0 12px;line-height:1.5;text-align:left;overflow-wrap:break-word"><div>${title}</div>${lead === "" ? "" : `<div>${lead}</div>`}${body}${below}</div>`;
}

/** At most so many columns have room beside each other. */
const MOST_COLUMNS = 4;

/** Beside each other where there is room, else below each other; where there are several rows, the last one's get no wider than the others. */
export function columns(parts: readonly string[], width: number): string {
  const column = (part: string) => `<div style="flex:1 1 ${width}px;min-width:0;max-width:100%;box-sizing:border-box">${part}</div>`;
  const rest = `<div style="flex:1 1 ${width}px;height:0;margin:-12px 0 0"></div>`.repeat(parts.length > MOST_COLUMNS ? MOST_COLUMNS - 1 : 0);
  return `<div style="display:flex;flex-wrap:wrap;align-items:flex-start;gap:12px;margin:8px 0 0">${parts.map(column).join("")}${rest}</div>`;
}

export const panel = (content: string): string => `<div style="border:1px solid ${LINE};border-radius:6px;padding:8px 10px">${content}</div>`;

/** A head line, its second half at the right. */
export const heading = (left: string, right: string): string =>
  `<div style="display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px"><span>${left}</span><span>${right}</span></div>`;

/** Items under what they have in common. */
export const group = (head: string, content: string): string =>
  `<div style="border:1px solid ${LINE};border-radius:5px;margin:6px 0 0;padding:0 0 4px"><div style="background-color:rgba(128,128,128,0.12);padding:1px 7px;margin:0 0 4px">${head}</div><div style="padding:0 6px">${content}</div></div>`;

export const list = (entries: readonly string[], gap = 4): string =>
  `<ol style="display:flex;flex-wrap:wrap;gap:${gap}px;margin:4px 0 2px;padding:0;list-style:none">${entries.map((entry) => `<li style="margin:0;max-width:100%">${entry}</li>`).join("")}</ol>`;

const CHIPS = {
  plain: `border:1px solid ${LINE}`,
  marked: `border:1px solid ${BLUE};background-color:${BLUE_TINT}`,
  dropped: `border:1px dashed ${BLUE};text-decoration:line-through`,
  outside: `border:1px dashed ${LINE};${QUIET}`,
};

/** One item, by its key. */
export const chip = (text: string, whole: string, kind: keyof typeof CHIPS = "plain", mark = ""): string =>
  `<span style="display:inline-block;max-width:100%;box-sizing:border-box;padding:0 5px;border-radius:4px;${CHIPS[kind]};${MONO}"${whole === text ? "" : ` title="${escaped(whole)}"`}>${mark === "" ? "" : `${escaped(mark)} `}${escaped(text)}</span>`;

/** The number of an item, wherever it appears. */
export const badge = (number: number): string =>
  `<span style="display:inline-block;min-width:22px;padding:0 3px;text-align:center;border-radius:10px;font-weight:600;font-size:0.86em;background-color:rgba(${tintOf(number)},0.3);border:1px solid rgba(${tintOf(number)},0.8)">${number}</span>`;

/** A line of an item: its number, and the rest, which may wrap. */
export const numbered = (number: number, content: string): string =>
  `<div style="display:flex;align-items:flex-start;gap:7px;margin:2px 0;padding:1px 3px;border-radius:4px;background-color:rgba(${tintOf(number)},0.14)"><span>${badge(number)}</span><span style="min-width:0">${content}</span></div>`;

const tintOf = (number: number) => TINTS[(number - 1) % TINTS.length] ?? "128,128,128";

/** How much of the whole; more than nothing is never invisible. */
export const bar = (share: number, height: number): string =>
  `<div style="height:${height}px;border-radius:3px;background-color:rgba(128,128,128,0.16);margin:3px 0"><div style="height:${height}px;border-radius:3px;${share > 0 ? `width:${percent(share)}%;min-width:3px;background-color:${BLUE}` : "width:0"}"></div></div>`;

const percent = (share: number) => Math.round(share * 10_000) / 100;

/** A stretch of a line from top to bottom; the marked one stands out. */
export const stretch = (isMarked: boolean, label: string, content: string): string =>
  `<div style="border-left:${isMarked ? `6px solid ${BLUE}` : `2px solid ${LINE};margin-left:2px`};padding:3px 0 5px ${isMarked ? 10 : 12}px${isMarked ? ";background-color:rgba(40,115,195,0.08)" : ""}"><div>${label}</div>${content}</div>`;

/** One of several things that are compared: beside its name where there is room, else below it. */
export const compared = (name: string, share: number, number: string, factor: string): string =>
  `<div style="display:flex;flex-wrap:wrap;align-items:center;gap:0 12px;margin:4px 0"><div style="flex:1 1 170px;min-width:0">${name}</div><div style="flex:3 1 250px;min-width:0;display:flex;align-items:center;gap:10px"><div style="flex:1 1 60px;min-width:0">${bar(share, 14)}</div><div style="flex:0 0 76px;text-align:right;white-space:nowrap;font-weight:600">${escaped(number)}</div><div style="flex:0 0 76px;text-align:right;white-space:nowrap;${QUIET}">${escaped(factor)}</div></div></div>`;
