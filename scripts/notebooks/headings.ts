/** The headings of a notebook, and the form of a link to one that works in every place. */
import { joined, type Notebook } from "./notebook";

export type Heading = {
  level: number;
  /** Its text, without Markdown. */
  text: string;
  /** The id of its cell. */
  cell: string;
};

const CODE = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$|(`+)[^`][\s\S]*?\2|<!--[\s\S]*?-->/gm;

/** Returns Markdown with its code and its comments blanked out, between their marks. */
export const withoutCode = (markdown: string): string =>
  markdown.replace(CODE, (code) => code.replace(/[^\n`]/g, " "));

const BLOCK = /^(`{3,}|~{3,})[^\n]*\n[\s\S]*?^\1[^\n]*$/gm;
const HEADING = /^ {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$|^([^\s\-*+>|#].*)\n(=+|-+)[ \t]*$/gm;

/** Returns the headings of a notebook, in their order. */
export const headingsOf = ({ cells }: Notebook): Heading[] =>
  cells
    .filter(({ cell_type }) => cell_type === "markdown")
    .flatMap(({ id, source }) =>
      [...joined(source).replace(BLOCK, "").matchAll(HEADING)].map(
        ([, marks, text, underlined = "", line]) => ({
          level: marks?.length ?? (line?.startsWith("=") === true ? 1 : 2),
          text: plain(text ?? underlined),
          cell: id,
        }),
      ),
    );

const plain = (markdown: string) =>
  markdown
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]*>|[*`]/g, "")
    .replace(/\\([^\w\s])/g, "$1");

/** Returns the part of a link's address that leads to a heading in JupyterLab and in its export. */
export const anchorOf = (text: string): string => text.replaceAll(" ", "-");

/** Returns the same for the site: see `scripts/docs/anchors.py`. */
export const siteAnchorOf = (anchor: string): string =>
  anchor
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_\s-]/gu, "")
    .replace(/\s/g, "-");

/** Whether a browser leaves an anchor unchanged, so that JupyterLab finds the heading. */
export const isPortable = (anchor: string): boolean => /^[\w\-.,:;?!/@$&'*+=]+$/.test(anchor);
