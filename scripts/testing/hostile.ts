/** Texts that a program may store, and that must be shown unchanged and without effect. */

const codes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String.fromCharCode(from + index)).join("");

/** An address that no page may ask. */
export const FOREIGN = "evil.test";

/** By what they are. A script in one of them would set `evil`. */
export const HOSTILE: Readonly<Record<string, string>> = {
  markup: `</td></table></div><script>globalThis.evil = 1</script><img src="http://${FOREIGN}/1" onerror="globalThis.evil = 1"><b>bold</b>`,
  "the end of an attribute": `" onmouseover="globalThis.evil = 1" style="position:fixed;top:0' x='`,
  "the end of a comment or a script": `--></script><!--<![CDATA[ </style>`,
  "references to characters": "&lt;b&gt; &amp;amp; &#36; &nbsp;",
  formulas: "costs $5, then $6 more; \\(x^2\\), $$y_1$$, \\[z\\], \\begin{align}a&b\\end{align}",
  Markdown: "**bold** `code` [link](javascript:evil=1) ![p](http://evil.test/2) # heading ~~old~~",
  templates: "{{ 7 * 7 }} {% raw %} ${7 * 7} <%= 7 %>",
  addresses: `http://${FOREIGN}/3 www.${FOREIGN} javascript:evil=1`,
  "ANSI escapes": `\x1b[31mred\x1b[0m \x1b]8;;http://${FOREIGN}/\x07link\x1b]8;;\x07 \x1b[2J\x9b1m`,
  directions: "\u202egnp.exe\u202c \u2066x\u2069 \u200fa\u061c",
  "no width": "a\u200bb\ufeffc\u00add\u2060e",
  "half characters": "\ud83d half \ude00 reversed \ude00\ud83d",
  "control characters": codes(0, 8) + codes(0x0e, 0x1f) + codes(0x7f, 0x9f),
  "ends of lines": "a\r\nb\nc\u2028d\u2029e\u0085f\vg\fh",
  spaces: "  two  spaces,\ta tab, and one at the end ",
  "other scripts": "שלום עולם, 你好, é = e\u0301, 👨‍👩‍👧‍👦🇵🇹",
  prototype: "__proto__",
  constructor: "constructor",
};

/** As large as an item of DynamoDB may be. */
export const LARGE = "400 KB, ".repeat(50_000);

/** As deep as DynamoDB nests. */
export const DEEP = Array.from({ length: 31 }).reduce<unknown>(
  (inner, _, index) => (index % 2 === 0 ? { in: inner } : [inner]),
  { in: "the bottom" },
) as Record<string, unknown>;

/** Names that every object seems to have. */
export const PROTOTYPE = JSON.parse(
  '{ "__proto__": { "polluted": "$1 and $2" }, "constructor": "own", "toString": "own" }',
) as Record<string, unknown>;

/**
 * How a text is shown: unchanged, with an escape sequence for what has no shape. This is the rule in
 * words of its own, so that a test doesn't repeat the code it tests.
 */
export const shownAs = (text: string): string =>
  Array.from(text, (char) =>
    hasShape(char) ? char : `\\u{${char.codePointAt(0)?.toString(16)}}`,
  ).join("");

const WITHOUT_SHAPE: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200b],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xd800, 0xdfff],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
];

function hasShape(char: string): boolean {
  const code = char.codePointAt(0) ?? 0;
  return !WITHOUT_SHAPE.some(([first, last]) => code >= first && code <= last);
}
