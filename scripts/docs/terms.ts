/** The terms of the glossary: its headings. */
export const termsOf = (glossary: string): string[] => [...glossary.matchAll(/^## (.+)$/gm)].map(([, term = ""]) => term);

export const anchorOf = (term: string) => term.toLowerCase().replaceAll(" ", "-");

/** What in Markdown is no running text: code, links, headings, HTML tags. */
const FIXED = /```[\s\S]*?^```|`[^`\n]*`|!?\[[^\]\n]*\]\([^)\n]*\)|^#.*$|<summary>.*?<\/summary>|<[^>\n]*>/gm;

/** Links the first place in which each term stands in running text; `seen` are those that have a link already. */
export function linkTerms(markdown: string, terms: readonly string[], seen: Set<string>): string {
  return byParts(markdown, (text) => terms.reduce((done, term) => linkTerm(done, term, seen), text));
}

function linkTerm(text: string, term: string, seen: Set<string>): string {
  if (seen.has(term)) return text;
  // A link that was just made is no running text any more.
  return byParts(text, (part) => {
    if (seen.has(term)) return part;
    return part.replace(new RegExp(`(?<![\\w-])${term}s?(?![\\w-])`, "i"), (word) => {
      seen.add(term);
      return `[${word}](glossary.md#${anchorOf(term)})`;
    });
  });
}

/** Does something to the running text only. */
function byParts(markdown: string, change: (text: string) => string): string {
  let done = "";
  let end = 0;
  for (const match of markdown.matchAll(FIXED)) {
    done += change(markdown.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return done + change(markdown.slice(end));
}
