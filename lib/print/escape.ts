const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Characters that have no shape, and may change what is around them: control characters, halves of
 * a character, marks that change the direction of writing, and spaces without a width. The joiners
 * of emoji and of Indic scripts are left alone.
 *
 * @see https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
 */
const INVISIBLE =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

const escapeSequence = (char: string) => `\\u{${char.codePointAt(0)?.toString(16)}}`;

/** Puts text on one line, with invisible characters as escape sequences such as `\u{202e}`. */
export const escapeInvisible = (text: string): string => text.replace(INVISIBLE, escapeSequence);

/** Does the same, but keeps line feeds and tabs. */
export const visibleLines = (text: string): string =>
  text.replace(INVISIBLE, (char) => (/[\n\t]/.test(char) ? char : escapeSequence(char)));

/**
 * Escapes text for HTML, between tags and in attributes. Invisible characters but line feeds and
 * tabs become escape sequences.
 */
export const escapeHtml = (text: string): string =>
  visibleLines(text).replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char);

/** White space that HTML would drop, or collapse to one space. */
const SPACES = /^\s|\s$|\s\s|[\n\t]/;

/** The style that keeps the white space of this text; none if it needs none. */
export const spacing = (text: string): string => (SPACES.test(text) ? "white-space:pre-wrap" : "");

/** Escapes text for HTML, and keeps its white space. */
export function textHtml(text: string): string {
  const style = spacing(text);
  return style === "" ? escapeHtml(text) : `<span style="${style}">${escapeHtml(text)}</span>`;
}
