/**
 * Checks the text of a chapter for what JupyterLab, the exported HTML and the site would show
 * differently, or what the site refuses.
 */
import path from "node:path";
import { anchorOf, headingsOf, isPortable, withoutCode, type Heading } from "./headings";
import { chapters, joined, readNotebook, type Cell, type Notebook } from "./notebook";

/** Returns what is found, by cell. */
export function proseFindings(notebook: Notebook, file: string): string[] {
  const headings = headingsOf(notebook);
  return [
    ...levelFindings(headings),
    ...notebook.cells.flatMap((cell) =>
      [...textFindings(cell), ...linkFindings(cell, headings, file)].map(
        (finding) => `cell ${cell.id}: ${finding}`,
      ),
    ),
    ...lineFindings(notebook),
  ];
}

function levelFindings(headings: readonly Heading[]): string[] {
  let above = 0;
  return headings.flatMap(({ level, text, cell }) => {
    const expected = above + 1;
    above = level;
    if (level <= expected) return [];
    const right = `${"#".repeat(expected)} ${text}`;
    return [`cell ${cell}: its heading "${text}" skips a level: write "${right}"`];
  });
}

const PICTURE = "a picture is in neither the export nor the site: draw it in a code cell";

/** What a text may not contain, outside of its code. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/!\[[^\]]*\]|<(img|picture|svg|video|audio|iframe|object|embed)\b/i, PICTURE],
  [/<(script|style|link)\b/i, "a script or a style sheet runs nowhere: leave it out"],
  [/^%/m, "the site drops a line that begins with %: begin it with another word"],
  [/^\+\+\+/m, "the site drops a line of plus signs: use --- for a line"],
  [/^\([^)\n]*\)=\s*$/m, "(name)= is a label on the site and text in JupyterLab: leave it out"],
  [/\[\^[^\]]*\]/, "a footnote is only text in JupyterLab: say it in the sentence"],
  [/\{[A-Za-z][\w:+-]*\}`/, "braces before a backtick are a role on the site: put a space between"],
  [/~~\S/, "the site doesn't strike out text: leave the ~~ out"],
];

const DIRECTIVE = /^(`{3,}|~{3,})\{/m;

function textFindings({ cell_type, source, attachments }: Cell): string[] {
  if (cell_type === "raw") return ["a raw cell isn't shown everywhere: make it Markdown"];
  if (cell_type !== "markdown") return [];
  const markdown = joined(source);
  const text = withoutCode(markdown);
  const found = REFUSED.filter(([pattern]) => pattern.test(text)).map(([, finding]) => finding);
  if (DIRECTIVE.test(markdown))
    found.push("a block with braces is a directive on the site: name a language instead");
  const hasPasted = attachments !== undefined && Object.keys(attachments).length > 0;
  return hasPasted && !found.includes(PICTURE) ? [...found, PICTURE] : found;
}

const LINK = /(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]*)[^)]*\)|\bhref=["']([^"']*)["']/g;
const REFERENCE = /^ {0,3}\[([^\]^]+)\]:\s*<?(\S*?)>?(?:\s|$)/gm;

function linkFindings(cell: Cell, own: readonly Heading[], file: string): string[] {
  if (cell.cell_type !== "markdown") return [];
  const text = withoutCode(joined(cell.source));
  const targets = [
    ...[...text.matchAll(LINK)].map(([, inText, inTag]) => inText ?? inTag ?? ""),
    ...[...text.matchAll(REFERENCE)].map(([, , target = ""]) => target),
  ];
  return [...new Set(targets)].flatMap((target) => {
    const fault = faultOf(target, own, file);
    return fault === undefined ? [] : [`its link to ${target || "nothing"} ${fault}`];
  });
}

/** Files that are a page on the site, too. */
const PAGES = ["00-contents.ipynb", "../README.md"];

/** Returns why a link doesn't work in every place; `undefined` if it does. */
function faultOf(target: string, own: readonly Heading[], file: string): string | undefined {
  if (/^(https?|mailto):/i.test(target)) return undefined;
  const [place = "", anchor] = target.split("#");
  const chapter = chapters().find((one) => path.basename(one) === place);
  const isPage = PAGES.includes(place);
  if (place !== "" && chapter === undefined && !isPage)
    return "leads nowhere: link to a chapter, to ../README.md, or to an address with https://";
  if (anchor === undefined && place !== "") return undefined;
  if (isPage)
    return "leads to a heading that is elsewhere on the site: leave out the # and the rest";
  const headings =
    chapter === undefined || path.basename(file) === place
      ? own
      : headingsOf(readNotebook(chapter));
  return anchorFault(anchor ?? "", headings);
}

function anchorFault(anchor: string, headings: readonly Heading[]): string | undefined {
  const anchors = headings.map(({ text }) => anchorOf(text));
  const count = anchors.filter((one) => one === anchor).length;
  if (count > 1) return "leads to the first of several headings: give them different words";
  if (count === 1)
    return isPortable(anchor)
      ? undefined
      : "leads to a heading with characters that not every place finds: use letters, digits, hyphens";
  const similar = anchors.find((one) => one.toLowerCase() === decoded(anchor).toLowerCase());
  return similar === undefined
    ? "leads to no heading: write the heading's words with a hyphen for each space"
    : `leads to no heading: write #${similar}`;
}

function decoded(anchor: string): string {
  try {
    return anchorOf(decodeURIComponent(anchor));
  } catch (error) {
    // A percent sign that encodes nothing.
    if (error instanceof URIError) return anchor;
    throw error;
  }
}

/** The site refuses a line (`---`) at the end of a chapter, and two in a row. */
function lineFindings({ cells }: Notebook): string[] {
  const isLine = (text: string | undefined) => /^ {0,3}([-*_])( *\1){2,}\s*$/.test(text ?? "");
  const blocks = cells.flatMap(({ id, cell_type, source }) =>
    cell_type === "markdown"
      ? joined(source)
          .split(/\n\s*\n/)
          .filter((text) => text.trim() !== "")
          .map((text) => ({ id, text: text.trim() }))
      : [{ id, text: "code" }],
  );
  return blocks.flatMap(({ id, text }, index) => {
    if (!isLine(text)) return [];
    const next = blocks[index + 1]?.text;
    if (next === undefined) return [`cell ${id}: the line at its end has nothing below it`];
    return isLine(next) ? [`cell ${id}: two lines in a row: leave one out`] : [];
  });
}
