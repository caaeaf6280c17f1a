/** Prints a picture as HTML. */
import {
  BLUE,
  FAINT,
  LINE,
  MUTED,
  PALE_BLUE,
  SEMIBOLD,
  SHADE,
  tint,
  TRACK,
} from "../../print/style";
import type { Bar, Block, BlockOf, Inline, Panel, Picture, PlotRow } from "./blocks";
import {
  attributeHtml,
  boldValue,
  escaped,
  inlineHtml,
  muted,
  mutedValue,
  span,
  strong,
} from "./inline-html";

export function pictureHtml({ title, conditions = [], body, notes }: Picture): string {
  const content = [
    div("", title.map(inlineHtml).join("")),
    ...conditions.map(({ name, value }) => div("", `${muted(name)} ${mutedValue(value)}`)),
    blockHtml(body),
    ...notes.map((note) => div(`font-size:0.86em;${MUTED};margin:6px 0 0`, escaped(note))),
  ];
  return div(
    "max-width:1040px;margin:2px 0 12px;line-height:1.5;text-align:left;overflow-wrap:break-word",
    content.join(""),
  );
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case "line":
      return inlineHtml(block.content);
    case "list":
      return listHtml(block.entries);
    case "panel":
      return panelHtml(block);
    case "group":
      return groupHtml(block);
    case "row":
      return rowHtml(block);
    case "range":
      return rangeHtml(block);
    case "link":
      return linkHtml(block);
    case "bars":
      return block.bars.map(namedBar).join("");
    case "plot":
      return plotHtml(block);
    case "stack":
      return div("margin:8px 0 0", blocksHtml(block.blocks));
    case "columns":
      return columnsHtml(block);
  }
}

const blocksHtml = (blocks: readonly Block[]) => blocks.map(blockHtml).join("");

function listHtml(entries: readonly Inline[]): string {
  const all = entries.map(
    (entry) => `<li style="margin:0;max-width:100%">${inlineHtml(entry)}</li>`,
  );
  return `<ol style="display:flex;flex-wrap:wrap;gap:4px;margin:4px 0 2px;padding:0;list-style:none">${all.join("")}</ol>`;
}

function panelHtml({ title, about, count, share, content }: Panel): string {
  const head = [
    count === undefined ? div("", strong(title)) : atEnds(strong(title), muted(count)),
    about === undefined ? "" : div("", muted(about)),
    share === undefined ? "" : bar(share, 6),
  ];
  return div(
    `border:1px solid ${LINE};border-radius:6px;padding:8px 10px`,
    head.join("") + blocksHtml(content),
  );
}

function groupHtml({ key, count, content }: BlockOf<"group">): string {
  const name = `${muted(key.name)} ${boldValue(key.value)}`;
  const head = count === undefined ? name : atEnds(name, muted(count));
  return div(
    `border:1px solid ${LINE};border-radius:5px;margin:6px 0 0;padding:0 0 4px`,
    div(`background-color:${SHADE};padding:1px 7px;margin:0 0 4px`, head) +
      div("padding:0 6px", blocksHtml(content)),
  );
}

const BADGE =
  "display:inline-block;min-width:22px;padding:0 3px;text-align:center;border-radius:10px";

const badge = (number: number) =>
  span(
    `${BADGE};${SEMIBOLD};font-size:0.86em;background-color:${tint(number, 0.3)};border:1px solid ${tint(number, 0.8)}`,
    String(number),
  );

function rowHtml({ number, key, rest }: BlockOf<"row">): string {
  const content =
    (key === undefined ? "" : `${boldValue(key)} &nbsp;`) + rest.map(inlineHtml).join(" ");
  return div(
    `display:flex;align-items:flex-start;gap:7px;margin:2px 0;padding:1px 3px;border-radius:4px;background-color:${tint(number, 0.14)}`,
    `<span>${badge(number)}</span>${span("min-width:0", content)}`,
  );
}

function plotHtml({ columns, rows }: BlockOf<"plot">): string {
  const axis = plotLine("", `border-top:1px solid ${LINE}`, columns.map(muted));
  return div("max-width:640px", rows.map(plotRowHtml).join("") + axis);
}

/** A row with an amount has a line across the plot. */
const plotRowHtml = ({ label, cells }: PlotRow) =>
  plotLine(
    label,
    `min-height:24px;border-top:1px ${label === "" ? `dashed ${FAINT}` : `solid ${LINE}`}`,
    cells.map((numbers) => numbers.map(badge).join("")),
  );

const plotLine = (label: string, style: string, cells: readonly string[]) =>
  div(
    "display:flex;gap:8px",
    div("flex:0 0 64px;text-align:right;white-space:nowrap", label === "" ? "" : muted(label)) +
      cells.map((cell) => div(`flex:1 1 0;min-width:0;text-align:center;${style}`, cell)).join(""),
  );

function rangeHtml({ label, isMarked, content }: BlockOf<"range">): string {
  const style = isMarked
    ? `border-left:6px solid ${BLUE};padding:3px 0 5px 10px;background-color:${PALE_BLUE}`
    : `border-left:2px solid ${LINE};margin-left:2px;padding:3px 0 5px 12px`;
  return div(style, div("", isMarked ? strong(label) : muted(label)) + blocksHtml(content));
}

function linkHtml({ sign, label, attributes }: BlockOf<"link">): string {
  const content = `${escaped(sign)} ${muted(label)} ${attributes.map(attributeHtml).join("")}`;
  return div("margin:2px 0 2px 12px", content.trimEnd());
}

/** The largest number of columns side by side. */
const MAX_COLUMNS = 4;

function columnsHtml({ width, blocks }: BlockOf<"columns">): string {
  const flex = `flex:1 1 ${width}px`;
  const all = blocks.map((block) =>
    div(`${flex};min-width:0;max-width:100%;box-sizing:border-box`, blockHtml(block)),
  );
  // With empty columns at its end, the last of several rows has columns as wide as the others.
  const rest = blocks.length > MAX_COLUMNS ? MAX_COLUMNS - 1 : 0;
  return div(
    "display:flex;flex-wrap:wrap;align-items:flex-start;gap:12px;margin:8px 0 0",
    all.join("") + div(`${flex};height:0;margin:-12px 0 0`, "").repeat(rest),
  );
}

/** Prints a bar and its numbers beside the name where there is room, otherwise below it. */
function namedBar({ name, share, amount, factor }: Bar): string {
  const cell = "flex:0 0 76px;text-align:right;white-space:nowrap";
  const numbers =
    div(`${cell};${SEMIBOLD}`, escaped(amount)) + div(`${cell};${MUTED}`, escaped(factor));
  return div(
    "display:flex;flex-wrap:wrap;align-items:center;gap:0 12px;margin:4px 0",
    div("flex:1 1 170px;min-width:0", escaped(name)) +
      div(
        "flex:3 1 250px;min-width:0;display:flex;align-items:center;gap:10px",
        div("flex:1 1 60px;min-width:0", bar(share, 14)) + numbers,
      ),
  );
}

/**
 * Prints a bar. A share above 0 is always visible. It is a border, because printers and forced
 * colours leave backgrounds out.
 */
function bar(share: number, height: number): string {
  const full =
    share > 0
      ? `width:${Math.round(share * 10_000) / 100}%;min-width:3px;border-top:${height}px solid ${BLUE}`
      : "width:0";
  return div(
    `height:${height}px;border:1px solid ${LINE};background-color:${TRACK};margin:3px 0`,
    div(full, ""),
  );
}

/** Aligns one text left and one right. */
const atEnds = (left: string, right: string): string =>
  div(
    "display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px",
    `<span>${left}</span><span>${right}</span>`,
  );

const div = (style: string, content: string) =>
  `<div${style === "" ? "" : ` style="${style}"`}>${content}</div>`;
