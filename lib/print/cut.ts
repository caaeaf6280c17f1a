import { formatNumber } from "./count";

/** How much of a value is shown, and how wide. All of them count characters, except `entries`. */
export type Limits = {
  /** Longer texts are cut. */
  text: number;
  /** How many entries of a list are shown. */
  entries: number;
  /** A nested value, with all its parts. */
  nested: number;
  /** A nested value that must fit on one line. */
  line: number;
  /** Parts that don't fit on a line of this width get lines of their own. */
  width: number;
};

export const NO_LIMITS: Limits = {
  text: Infinity,
  entries: Infinity,
  nested: Infinity,
  line: Infinity,
  width: 100,
};

/** The limits of `show()`: its readers are people, so long texts are cut, and very long lists. */
export const SHOWN: Limits = { ...NO_LIMITS, text: 1_000, entries: 1_000 };

/** A cell in a table of items. */
export const IN_ITEM: Limits = { ...NO_LIMITS, text: 80, nested: 2_000, line: 100 };

type Cut = {
  /** The part of the text that is shown, without an ellipsis. */
  shown: string;
  /** The number of characters of the whole text, if it was cut. */
  length?: number;
};

/**
 * How far a text may exceed the limit before it is cut: cutting off three letters helps no reader.
 */
const TOLERANCE = 1.25;

/** Cuts a text to a number of characters. A text that is only a little longer stays whole. */
export function cut(text: string, limit: number): Cut {
  if (text.length <= limit * TOLERANCE) return { shown: text };
  return { shown: beginning(text, limit), length: [...text].length };
}

/** The most UTF-16 units of a character that people write. */
const LONGEST_CHARACTER = 64;
let made: Intl.Segmenter | undefined;
/** Made at the first use: it takes longer to make than the rest of the library to load. */
const segmenter = () => (made ??= new Intl.Segmenter("en", { granularity: "grapheme" }));

/**
 * Returns the beginning of a text, of at most this length: whole characters as readers see them,
 * such as an emoji of several parts, or a letter with its accent.
 */
export function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const start = text.slice(0, limit + LONGEST_CHARACTER);
  const end = segmenter().segment(start).containing(limit)?.index ?? limit;
  return end > Math.max(0, limit - LONGEST_CHARACTER)
    ? text.slice(0, end)
    : text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, "");
}

/** Returns the characters of a text as readers see them. */
export const characters = (text: string): string[] =>
  // Most texts are ASCII, and a segmenter takes a hundred times as long.
  /^[ -~]*$/.test(text)
    ? [...text]
    : Array.from(segmenter().segment(text), ({ segment }) => segment);

/** Returns a note with the length of a text that was cut. */
export const lengthNote = (length: number): string => `(${formatNumber(length)} characters)`;

/** Cuts a text as `cut()` does, and adds an ellipsis and the length. */
export function cutText(text: string, limit: number): string {
  const { shown, length } = cut(text, limit);
  return length === undefined ? shown : `${shown}… ${lengthNote(length)}`;
}
