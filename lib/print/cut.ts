import { grouped } from "./count";

/** How much of a value is shown, and how wide. */
export type Limits = {
  /** Texts longer than this are cut. */
  text: number;
  /** How many entries of a list are shown. */
  entries: number;
  /** How many characters of a nested value are shown, with all its parts. */
  nested: number;
  /** The same where it must stand on one line. */
  line: number;
  /** Parts that don't fit on a line of so many characters stand on lines of their own. */
  width: number;
};

export const NO_LIMITS: Limits = {
  text: Infinity,
  entries: Infinity,
  nested: Infinity,
  line: Infinity,
  width: 100,
};

/** Whatever is shown is read by people. */
export const SHOWN: Limits = { ...NO_LIMITS, text: 1_000 };

/** In a table of items. */
export const IN_ITEM: Limits = { ...NO_LIMITS, text: 80, nested: 2_000, line: 100 };

export type Cut = {
  /** What is shown of it, without a mark that there is more. */
  shown: string;
  /** All of its characters, if that isn't all. */
  length?: number;
};

/** Cuts a text; what is only a little longer stays whole. */
export function cut(text: string, limit: number): Cut {
  if (text.length <= limit * 1.25) return { shown: text };
  // Not between the two halves of one character.
  return { shown: text.slice(0, limit).replace(/[\uD800-\uDBFF]$/, ""), length: [...text].length };
}

/** How long a text is that was cut. */
export const lengthNote = (length: number): string => `(${grouped(length)} characters)`;

/** A cut text on paper: with an ellipsis, and its length. */
export function cutText(text: string, limit: number): string {
  const { shown, length } = cut(text, limit);
  return length === undefined ? shown : `${shown}… ${lengthNote(length)}`;
}
