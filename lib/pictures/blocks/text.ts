/** Prints a picture as text. */
import { escapeInvisible } from "../../print/escape";
import type { Bar, Block, BlockOf, Inline, NamedValue, Panel, Picture } from "./blocks";

export function pictureText({ title, conditions = [], body, notes }: Picture): string {
  return [
    title.map(inlineText).join(""),
    ...conditions.map(({ name, value }) => `${name}: ${value.short}`),
    "",
    ...blockLines(body, ""),
    ...(notes.length === 0 ? [] : ["", ...notes]),
  ]
    .map(escapeInvisible)
    .join("\n");
}

/** Prints a block as lines with this indent. */
function blockLines(block: Block, indent: string): string[] {
  switch (block.kind) {
    case "line":
      return [indent + inlineText(block.content)];
    case "list":
      return wrapped(indent, block.entries.map(inlineText), indent);
    case "panel":
      return [indent + panelHead(block), ...contentLines(block.content, indent)];
    case "group":
      return [indent + groupHead(block), ...contentLines(block.content, indent)];
    case "row":
      return rowLines(block);
    case "range":
      return rangeLines(block, indent);
    case "link":
      return [indent + linkText(block)];
    case "bars":
      return barLines(block.bars).map((bar) => indent + bar);
    case "plot":
      return plotLines(block).map((line) => indent + line);
    case "stack":
      return block.blocks.flatMap((part) => blockLines(part, indent));
    case "columns":
      return block.blocks.flatMap((part, index) => [
        ...(index === 0 ? [] : [""]),
        ...blockLines(part, indent),
      ]);
  }
}

const contentLines = (blocks: readonly Block[], indent: string) =>
  blocks.flatMap((block) => blockLines(block, `${indent}  `));

function panelHead({ title, about, count, share }: Panel): string {
  const head = `${title}${inParentheses(about)}${count === undefined ? "" : `: ${count}`}`;
  return `${head}  ${share === undefined ? "" : bar(share, 30)}`.trimEnd();
}

const groupHead = ({ key, count }: BlockOf<"group">) => attributeText(key) + inParentheses(count);

const inParentheses = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);

/** The column in which numbers end, inside and outside of groups. */
const NUMBER_END = 6;

function rowLines({ number, key, rest }: BlockOf<"row">): string[] {
  const words = [...(key === undefined ? [] : [key.short]), ...rest.map(inlineText)];
  return wrapped(`${String(number).padStart(NUMBER_END)}  `, words);
}

function rangeLines({ label, isMarked, content }: BlockOf<"range">, indent: string): string[] {
  const rail = `${indent}${isMarked ? "┃" : "│"} `;
  return [rail + label, ...contentLines(content, rail)];
}

function linkText({ sign, label, attributes }: BlockOf<"link">): string {
  const values = attributes.map(attributeText).join(", ");
  return `${sign} ${label}${values === "" ? "" : `: ${values}`}`;
}

function barLines(bars: readonly Bar[]): string[] {
  const nameWidth = Math.max(...bars.map(({ name }) => name.length));
  const amountWidth = Math.max(...bars.map(({ amount }) => amount.length));
  return bars.map(({ name, share, amount, factor }) =>
    [name.padEnd(nameWidth), bar(share, 40).padEnd(40), amount.padStart(amountWidth), factor]
      .join("  ")
      .trimEnd(),
  );
}

function plotLines({ columns, rows }: BlockOf<"plot">): string[] {
  const labelWidth = Math.max(0, ...rows.map(({ label }) => label.length));
  const cells = rows.map((row) => row.cells.map((numbers) => numbers.join(" ")));
  const cellWidth = 2 + Math.max(0, ...[columns, ...cells].flat().map(({ length }) => length));
  const line = (label: string, parts: readonly string[]) =>
    `${label.padStart(labelWidth)} │${parts.map((part) => part.padStart(cellWidth)).join("")}`;
  return [...rows.map(({ label }, n) => line(label, cells[n] ?? [])), line("", columns)];
}

/** Prints a bar. A share above 0 is always visible. */
function bar(share: number, width: number): string {
  const full = Math.round(share * width);
  return full === 0 && share > 0 ? "▏" : "█".repeat(full);
}

function inlineText(inline: Inline): string {
  if (typeof inline === "string") return inline;
  switch (inline.kind) {
    case "strong":
    case "muted":
      return inline.text;
    case "remark":
      return `(${inline.text})`;
    case "attribute":
      return attributeText(inline);
    case "chip":
      return `${inline.sign === undefined ? "" : `${inline.sign} `}${inline.value.short}`;
  }
}

const attributeText = ({ name, value }: NamedValue) => `${name} ${value.short}`;

const WIDTH = 100;

/** Wraps words into lines; the first line begins with `first`, the others with `rest`. */
function wrapped(
  first: string,
  words: readonly string[],
  rest = " ".repeat(first.length),
): string[] {
  const lines: string[] = [];
  let current = first;
  let isEmpty = true;
  for (const word of words) {
    if (!isEmpty && current.length + word.length + 2 > WIDTH) {
      lines.push(current);
      current = rest;
      isEmpty = true;
    }
    current += isEmpty ? word : `  ${word}`;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()];
}
