import { joined, lines, type Cell, type Notebook } from "../notebooks/notebook";
import { siteAnchorOf } from "../notebooks/headings";
import { linkNames, linkTerms } from "./terms";

/** The words that become links: the glossary's terms, and the library's names with their pages. */
export type Words = { terms: readonly string[]; names: ReadonlyMap<string, string> };

/**
 * Returns a notebook as a page of the site: without links between chapters, which the site has
 * itself, and with links to glossary and reference.
 */
export function pageOf(notebook: Notebook, { terms, names }: Words): Notebook {
  const seen = new Set<string>();
  const last = notebook.cells.length - 1;
  const cells = notebook.cells.map((cell, index): Cell => {
    if (cell.cell_type !== "markdown") return cell;
    const text = withoutNavigation(joined(cell.source), index === 0, index === last);
    const own = index === 0 ? `${text.trimEnd()}\n\n${HONEST_LINE}` : text;
    return { ...cell, source: lines(linkNames(linkTerms(toPages(own), terms, seen), names, seen)) };
  });
  return { ...notebook, cells };
}

/** What a reader should know before the first Run. Without JavaScript nothing runs, nor is it shown. */
export const HONEST_LINE = `<div class="pst-js-only live-line" role="note">

**The code runs in this page**: press Run, change it, run it again. The database here is a simulation in the page ([dynalite and additions](in-the-page.md)); the outputs you see first come from Amazon's DynamoDB Local, which you get when you [run it yourself](run-it-yourself.md).

</div>
`;

function withoutNavigation(source: string, isFirst: boolean, isLast: boolean): string {
  if (isFirst) return source.replace(/^(# .*\n\n).*\]\(00-contents\.ipynb\).*\n\n/, "$1");
  return isLast ? source.replace(/^(---\n\n).*\]\(00-contents\.ipynb\).*\n\n/, "$1") : source;
}

/** Redirects links to what has another place on the site: two files, and the headings. */
const toPages = (source: string) =>
  source
    .replaceAll("](00-contents.ipynb)", "](index.ipynb)")
    .replaceAll("](../README.md)", "](run-it-yourself.md)")
    .replace(
      /\]\(((?:\d\d-[\w-]+\.ipynb)?#)([^)\s]+)\)/g,
      (_, place: string, anchor: string) => `](${place}${siteAnchorOf(anchor)})`,
    );
