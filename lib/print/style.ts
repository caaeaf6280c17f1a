/**
 * The styles of HTML outputs. Colours are translucent, so that they suit light and dark pages; text
 * keeps the colour of the page.
 *
 * From the outputs of an untrusted notebook JupyterLab removes SVG and the styles that its
 * sanitizer doesn't know, such as a border of `currentColor` or of `color-mix()`. It keeps
 * everything here.
 */

export const BLUE = "rgb(40,115,195)";
export const PALE_BLUE = "rgba(40,115,195,0.08)";
export const LIGHT_BLUE = "rgba(40,115,195,0.2)";

/** Borders and other lines. */
export const LINE = "rgba(128,128,128,0.5)";
/** Lines between those. */
export const FAINT = "rgba(128,128,128,0.2)";
/** The background of a heading. */
export const SHADE = "rgba(128,128,128,0.12)";
/** The empty part of a bar. */
export const TRACK = "rgba(128,128,128,0.16)";

const TINTS = ["40,115,195", "205,110,0", "40,145,80", "135,80,195", "0,140,155", "205,60,120"];

/** Returns the colour of an item with this number, from 1 up. The colours repeat. */
export const tint = (number: number, opacity: number): string =>
  `rgba(${TINTS[(number - 1) % TINTS.length]},${opacity})`;

export const MONOSPACE = "font-family:Menlo,Consolas,monospace;font-size:0.92em";
export const SEMIBOLD = "font-weight:600";
/** Less prominent, and with enough contrast (WCAG AA). */
export const MUTED = "opacity:0.8";
