/** Prints a picture in characters. */
import { escapeInvisible } from "../print/escape";
import type { Bar, Block, Inline, NamedValue, Panel, Picture } from "./blocks";

export function pictureText({ title, conditions = [], body, notes }: Picture): string {
  return [
    title.map(inlineText).join(""),
    ...conditions.map(({ name, value }) => escapeInvisible(`${name}: ${value.short}`)),
    "",
    ...blockLines(body, ""),
    ...(notes.length === 0 ? [] : ["", ...notes.map(escapeInvisible)]),
  ].join("\n");
}

/** A block, each of its lines behind this indent. */
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

type BlockOf<K extends Block["kind"]> = Extract<Block, { kind: K }>;

function panelHead({ title, about, count, share }: Panel): string {
  const head = `${title}${inParentheses(about)}${count === undefined ? "" : `: ${count}`}`;
  return `${escapeInvisible(head)}  ${share === undefined ? "" : bar(share, 30)}`.trimEnd();
}

const groupHead = ({ key, count }: BlockOf<"group">) =>
  attributeText(key) + escapeInvisible(inParentheses(count));

const inParentheses = (text: string | undefined) => (text === undefined ? "" : ` (${text})`);

/** Numbers end here, in groups as outside of them. */
const NUMBER_END = 6;

function rowLines({ number, key, rest }: BlockOf<"row">): string[] {
  const words = [
    ...(key === undefined ? [] : [escapeInvisible(key.short)]),
    ...rest.map(inlineText),
  ];
  return wrapped(`${String(number).padStart(NUMBER_END)}  `, words);
}

function rangeLines({ label, isMarked, content }: BlockOf<"range">, indent: string): string[] {
  const rail = `${indent}${isMarked ? "┃" : "│"} `;
  return [rail + escapeInvisible(label), ...contentLines(content, rail)];
}

function linkText({ sign, label, attributes }: BlockOf<"link">): string {
  const values = attributes.map(attributeText).join(", ");
  return `${sign} ${escapeInvisible(label)}${values === "" ? "" : `: ${values}`}`;
}

function barLines(bars: readonly Bar[]): string[] {
  const named = bars.map((one) => ({ ...one, name: escapeInvisible(one.name) }));
  const nameWidth = Math.max(...named.map(({ name }) => name.length));
  const amountWidth = Math.max(...named.map(({ amount }) => amount.length));
  return named.map(({ name, share, amount, factor }) =>
    [name.padEnd(nameWidth), bar(share, 40).padEnd(40), amount.padStart(amountWidth), factor]
      .join("  ")
      .trimEnd(),
  );
}

/** More than nothing is never invisible. */
function bar(share: number, width: number): string {
  const full = Math.round(share * width);
  return full === 0 && share > 0 ? "▏" : "█".repeat(full);
}

function inlineText(inline: Inline): string {
  if (typeof inline === "string") return escapeInvisible(inline);
  switch (inline.kind) {
    case "strong":
    case "muted":
      return escapeInvisible(inline.text);
    case "remark":
      return escapeInvisible(`(${inline.text})`);
    case "attribute":
      return attributeText(inline);
    case "chip":
      return escapeInvisible(
        `${inline.sign === undefined ? "" : `${inline.sign} `}${inline.value.short}`,
      );
  }
}

const attributeText = ({ name, value }: NamedValue) => escapeInvisible(`${name} ${value.short}`);

const WIDTH = 100;

/** Words after each other, as many on a line as fit; the first line begins with `first`, the others with `rest`. */
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
