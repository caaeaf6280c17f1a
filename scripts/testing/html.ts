/** What the tests of pictures check of their HTML. */
import assert from "node:assert/strict";

/**
 * A text that does harm unless it is escaped, with characters that end the line or change the
 * direction of writing.
 */
export const EVIL = `</span><script>alert("1")</script><img src=x onerror='alert(2)'>&amp;" style="x:y\n\u202e`;

/**
 * Styles that JupyterLab 4.6 leaves in an untrusted notebook's outputs, as far as pictures use them
 * (apputils, sanitizer.ts).
 */
const COLOR = String.raw`(rgb\(\d{1,3},\d{1,3},\d{1,3}\)|rgba\(\d{1,3},\d{1,3},\d{1,3},(1|0?\.\d+)\))`;
const LENGTH = String.raw`(0|-?\d*\.?\d+(px|em|%))`;
const ALLOWED: Record<string, RegExp> = {
  "align-items": /^(center|flex-start)$/,
  "background-color": new RegExp(`^${COLOR}$`),
  "border-radius": new RegExp(`^${LENGTH}$`),
  "box-sizing": /^border-box$/,
  display: /^(flex|inline-block)$/,
  flex: new RegExp(String.raw`^\d \d ${LENGTH}$`),
  "flex-wrap": /^wrap$/,
  "font-family": /^[A-Za-z]+(,[A-Za-z]+)*$/,
  "font-size": /^0\.\d+em$/,
  "font-weight": /^600$/,
  gap: new RegExp(`^${LENGTH}( ${LENGTH})?$`),
  "justify-content": /^space-between$/,
  "line-height": /^[\d.]+$/,
  "list-style": /^none$/,
  opacity: /^0?\.\d+$/,
  "overflow-wrap": /^break-word$/,
  "text-align": /^(left|right|center)$/,
  "text-decoration": /^line-through$/,
  "white-space": /^(nowrap|pre-wrap)$/,
};
const border = new RegExp(String.raw`^\d+px (solid|dashed) ${COLOR}$`);
const lengths = new RegExp(`^${LENGTH}( ${LENGTH}){0,3}$`);
const allowed = (property: string): RegExp | undefined =>
  ALLOWED[property] ??
  (/^border(-left|-top)?$/.test(property)
    ? border
    : /^(margin(-left)?|padding|(min-|max-)?(width|height))$/.test(property)
      ? lengths
      : undefined);

type Node = { tag: string; style: string; text?: never } | { text: string };

/**
 * The tags and texts of a picture; fails on anything that isn't plain HTML, and on styles that Lab
 * would take away.
 */
export function partsOf(html: string): Node[] {
  const parts: Node[] = [];
  for (const [whole, tag, style = "", rest] of html.matchAll(
    /<(\/?(?:div|span|ol|li|em))(?: style="([^"<>]*)")?((?: title="[^"<>]*")?)>|[^<]+|</g,
  )) {
    if (tag === undefined) parts.push({ text: textOf(whole) });
    else {
      if (rest !== undefined) textOf(rest.slice(' title="'.length, -1));
      checkStyle(style);
      parts.push({ tag, style });
    }
  }
  assert.equal(depthOf(parts), 0, "every tag is closed");
  return parts;
}

function textOf(html: string): string {
  assert.doesNotMatch(html, /[<>"']|&(?!(amp|lt|gt|quot|#39|nbsp);)/, html);
  assert.doesNotMatch(html, /[\n\u202e]/, "what can't be seen is spelled out");
  return html
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}

function checkStyle(style: string): void {
  for (const declaration of style.split(";").filter(Boolean)) {
    const [property = "", value = ""] = declaration.split(":");
    assert.match(value, allowed(property) ?? /^no such property$/, declaration);
  }
}

const depthOf = (parts: readonly Node[]) =>
  parts.reduce(
    (depth, part) => depth + (part.text !== undefined ? 0 : part.tag.startsWith("/") ? -1 : 1),
    0,
  );

/** All texts of a picture. */
export const textsOf = (html: string): string[] =>
  partsOf(html).flatMap(({ text }) => (text === undefined ? [] : [text]));

/** Text colour and background of the places where pictures are shown. */
const THEMES: Record<string, [text: Color, background: Color]> = {
  "Lab light": [
    [33, 33, 33],
    [255, 255, 255],
  ],
  "Lab dark": [
    [255, 255, 255],
    [17, 17, 17],
  ],
  "docs light": [
    [34, 40, 50],
    [255, 255, 255],
  ],
  "docs dark": [
    [206, 214, 221],
    [18, 18, 18],
  ],
  "docs dark, outputs on light": [
    [34, 40, 50],
    [206, 214, 221],
  ],
};
type Color = [number, number, number];

/** Fails unless all text contrasts with its background as WCAG AA requires. */
export function assertContrast(html: string): void {
  for (const [theme, [text, background]] of Object.entries(THEMES)) {
    const layers = [{ background, opacity: 1 }];
    for (const part of partsOf(html)) {
      const top = layers.at(-1) ?? assert.fail();
      if (part.text !== undefined)
        assert.ok(
          contrast(mix(top.background, text, top.opacity), top.background) >= 4.5,
          `${theme}: ${part.text}`,
        );
      else if (part.tag.startsWith("/")) layers.pop();
      else layers.push(layerOn(top, part.style));
    }
  }
}

function layerOn(below: { background: Color; opacity: number }, style: string) {
  const [, r, g, b, alpha = "1"] =
    /(?:^|;)background-color:rgba?\((\d+),(\d+),(\d+)(?:,([\d.]+))?\)/.exec(style) ?? [];
  const opacity = Number(/(?:^|;)opacity:([\d.]+)/.exec(style)?.[1] ?? 1);
  return {
    background:
      r === undefined
        ? below.background
        : mix(below.background, [Number(r), Number(g), Number(b)], Number(alpha)),
    opacity: below.opacity * opacity,
  };
}

const mix = (below: Color, above: Color, alpha: number): Color =>
  below.map((channel, index) => channel * (1 - alpha) + (above[index] ?? 0) * alpha) as Color;

/** @see https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
function contrast(a: Color, b: Color): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: Color): number {
  const [r, g, b] = color.map((channel) =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  ) as Color;
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** Fails unless a bar or a rail in this colour has a contrast of 3:1: they carry meaning, too. */
export function assertVisible(css: string): void {
  const color = (css.match(/\d+/g) ?? []).map(Number) as Color;
  for (const [theme, [, background]] of Object.entries(THEMES))
    assert.ok(contrast(color, background) >= 3, `${theme}: ${contrast(color, background)}`);
}
