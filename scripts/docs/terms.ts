/** Returns the terms of the glossary, which are its headings. */
export const termsOf = (glossary: string): string[] =>
  [...glossary.matchAll(/^## (.+)$/gm)].map(([, term = ""]) => term);

const anchorOf = (term: string) => term.toLowerCase().replaceAll(" ", "-");

/**
 * Parts of Markdown that aren't running text: blocks of code, links, headings, HTML tags;
 * `NO_WORDS` has code in the text too.
 */
const NO_TEXT =
  /```[\s\S]*?^```|!?\[[^\]\n]*\]\([^)\n]*\)|^#.*$|<summary>.*?<\/summary>|<[^>\n]*>/gm;
const NO_WORDS = new RegExp(`${NO_TEXT.source}|\`[^\`\\n]*\``, "gm");

/**
 * Links the first place of each term in running text; `seen` has the terms that are linked already.
 */
export function linkTerms(markdown: string, terms: readonly string[], seen: Set<string>): string {
  // Longer terms first, so that "partition key" isn't linked as "partition".
  const words = [...terms].sort((a, b) => b.length - a.length).join("|");
  const term = new RegExp(`(?<![\\w-])(${words})s?(?![\\w-])`, "gi");
  return byParts(markdown, NO_WORDS, (text) =>
    text.replace(term, (word: string, name: string) => {
      const anchor = anchorOf(name);
      if (seen.has(anchor)) return word;
      seen.add(anchor);
      return `[${word}](glossary.md#${anchor})`;
    }),
  );
}

/** Names that also mean something else in the chapters: TypeScript's type. */
const AMBIGUOUS = ["string"];

/** Returns the functions and values of the library, with their pages in the reference. */
export function libraryNames(index: string): Map<string, string> {
  const pages = [...index.matchAll(/^(?:functions|variables)\/(\w+)$/gm)].map(
    ([page, name = ""]) => [name, `api/${page}.md`] as const,
  );
  return new Map(pages.filter(([name]) => !AMBIGUOUS.includes(name)));
}

/**
 * Links each name of the library to its page, at its first place in code, `measure` or
 * `measure(…)`.
 */
export function linkNames(
  markdown: string,
  names: ReadonlyMap<string, string>,
  seen: Set<string>,
): string {
  return byParts(markdown, NO_TEXT, (text) =>
    text.replace(/`(\w+)(\([^`\n]*\))?`/g, (code: string, name: string) => {
      const page = names.get(name);
      if (page === undefined || seen.has(page)) return code;
      seen.add(page);
      return `[${code}](${page})`;
    }),
  );
}

/** Changes the running text only. */
function byParts(markdown: string, fixed: RegExp, change: (text: string) => string): string {
  let done = "";
  let end = 0;
  for (const match of markdown.matchAll(fixed)) {
    done += change(markdown.slice(end, match.index)) + match[0];
    end = match.index + match[0].length;
  }
  return done + change(markdown.slice(end));
}
