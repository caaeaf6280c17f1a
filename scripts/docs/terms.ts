/** The terms of the glossary: its headings. */
export const termsOf = (glossary: string): string[] => [...glossary.matchAll(/^## (.+)$/gm)].map(([, term = ""]) => term);

const anchorOf = (term: string) => term.toLowerCase().replaceAll(" ", "-");

/** What in Markdown is no running text: code, links, headings, HTML tags. */
const FIXED = /```[\s\S]*?^```|`[^`\n]*`|!?\[[^\]\n]*\]\([^)\n]*\)|^#.*$|<summary>.*?<\/summary>|<[^>\n]*>/gm;

/** Links the first place in which each term stands in running text; `seen` are those that have a link already. */
export function linkTerms(markdown: string, terms: readonly string[], seen: Set<string>): string {
  // Longer terms first: a "partition key" is no "partition".
  const words = [...terms].sort((a, b) => b.length - a.length).join("|");
  const term = new RegExp(`(?<![\\w-])(${words})s?(?![\\w-])`, "gi");
  return byParts(markdown, (text) =>
    text.replace(term, (word: string, name: string) => {
      const anchor = anchorOf(name);
      if (seen.has(anchor)) return word;
      seen.add(anchor);
      return `[${word}](glossary.md#${anchor})`;
    }),
  );
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
