/**
 * The parts of pictures. A picture builds one tree of blocks; `html.ts` and `text.ts` print it.
 * Texts and values are raw here: the printers escape them.
 */

/** A value from data: its short form for the picture, and all of it for the tooltip. */
export type Value = { short: string; whole: string };

/** An attribute, or another value under a name. */
export type NamedValue = { name: string; value: Value };

/**
 * How a chip looks: `marked` is in the range that a query reads, `outside` isn't, `dropped` was
 * removed by a filter.
 */
export type ChipStyle = "plain" | "marked" | "dropped" | "outside";

/** A part of a line. A string is plain text. */
export type Inline =
  | string
  | { kind: "strong" | "muted" | "remark"; text: string }
  | ({ kind: "attribute" } & NamedValue)
  /** An item by its key, after a sign that explains its style. */
  | { kind: "chip"; value: Value; style: ChipStyle; sign?: string };

/** One of several amounts that are compared. */
export type Bar = {
  name: string;
  /** The length of the bar: the amount as a fraction of the largest one. */
  share: number;
  amount: string;
  /** How it compares to the smallest one, such as `25×`. */
  factor: string;
};

/** A line of a plot: the numbers of what is at this height, for each of its columns. */
export type PlotRow = {
  /** The amount at this height; empty for a height between two amounts. */
  label: string;
  cells: number[][];
};

/** A box under a heading. */
export type Panel = {
  title: string;
  /** An addition to the title. */
  about?: string;
  /** The number of items in the box. */
  count?: string;
  /** The same as a bar: a fraction of the whole. */
  share?: number;
  content: Block[];
};

export type Block =
  | { kind: "line"; content: Inline }
  /** As many entries on a line as fit. */
  | { kind: "list"; entries: Inline[] }
  | ({ kind: "panel" } & Panel)
  /** Blocks that have this attribute in common. */
  | { kind: "group"; key: NamedValue; count?: string; content: Block[] }
  /** An item with its number, which is the same wherever the item appears in the picture. */
  | { kind: "row"; number: number; key?: Value; rest: Inline[] }
  /** A part of a line that runs from top to bottom. */
  | { kind: "range"; label: string; isMarked: boolean; content: Block[] }
  /** An arrow from one block to the next, or the end. */
  | { kind: "link"; sign: string; label: string; attributes: NamedValue[] }
  | { kind: "bars"; bars: Bar[] }
  /** Numbers, which rows explain, by column and by height: the first row is the highest. */
  | { kind: "plot"; columns: string[]; rows: PlotRow[] }
  | { kind: "stack"; blocks: Block[] }
  /** Side by side where each can have this width in pixels, otherwise one below the other. */
  | { kind: "columns"; width: number; blocks: Block[] };

export type BlockOf<K extends Block["kind"]> = Extract<Block, { kind: K }>;

export type Picture = {
  title: Inline[];
  /** The conditions of a request. */
  conditions?: NamedValue[];
  body: Block;
  /** Sentences below the picture. */
  notes: string[];
};

export const strong = (text: string): Inline => ({ kind: "strong", text });
export const muted = (text: string): Inline => ({ kind: "muted", text });
/** A remark in place of data. */
export const remark = (text: string): Inline => ({ kind: "remark", text });
export const chip = (value: Value, style: ChipStyle = "plain", sign?: string): Inline => ({
  kind: "chip",
  value,
  style,
  ...(sign !== undefined && { sign }),
});

export const line = (content: Inline): Block => ({ kind: "line", content });
export const list = (entries: Inline[]): Block => ({ kind: "list", entries });
export const panel = (content: Panel): Block => ({ kind: "panel", ...content });
export const stack = (blocks: Block[]): Block => ({ kind: "stack", blocks });
export const columns = (width: number, blocks: Block[]): Block => ({
  kind: "columns",
  width,
  blocks,
});

/** Returns the notes that apply; the others are `false`. */
export const notes = (...all: (string | false)[]): string[] => all.filter((note) => note !== false);
