import { statSync } from "node:fs";
import path from "node:path";

/** What decides how an element is styled and announced: tag, class, role, colours of its own. */
type Kind = string;

/**
 * Chooses pages such that every kind of element that all of them have is on one of the chosen. A
 * style sheet, and axe, judge an element by its kind, so on the other pages they have little to say.
 * Hard tests look at all pages.
 *
 * @param pages The HTML of each, by its name
 * @param always Names of pages that are among the chosen ones anyway
 */
export function pagesWithAllKinds(
  pages: ReadonlyMap<string, string>,
  always: readonly string[] = [],
): string[] {
  const kinds = new Map([...pages].map(([name, html]) => [name, kindsIn(html)]));
  const missing = new Set([...kinds.values()].flatMap((some) => [...some]));
  const chosen: string[] = [];
  const choose = (name: string) => {
    chosen.push(name);
    kinds.get(name)?.forEach((kind) => missing.delete(kind));
  };
  const gain = (name: string) => [...(kinds.get(name) ?? [])].filter((kind) => missing.has(kind));
  always.forEach(choose);
  while (missing.size > 0) {
    const [best = ""] = [...pages.keys()].sort((a, b) => gain(b).length - gain(a).length);
    choose(best);
  }
  return chosen;
}

/** The kinds of elements in a page; scripts and style sheets have no elements. */
export function kindsIn(html: string): Set<Kind> {
  const elements = html.replace(/<(script|style)\b.*?<\/\1>/gs, "");
  return new Set(
    [...elements.matchAll(/<([a-z][\w-]*)((?:\s[^<>]*)?)>/g)].map(
      ([, tag = "", attributes = ""]) => {
        const attribute = (name: string) =>
          new RegExp(`\\s${name}="([^"]*)"`).exec(attributes)?.[1] ?? "";
        const classes = attribute("class").split(/\s+/).sort().join(" ");
        const colours = attribute("style").match(/(color|background)[^;]*/g) ?? [];
        return [tag, classes, attribute("role"), attribute("fill"), ...colours].join("|");
      },
    ),
  );
}

/** All pages but those of the library's reference, and of each kind of these the largest. */
export function oneOfEachFolder(site: string, pages: readonly string[]): string[] {
  const kindOf = (file: string) => (file.startsWith("api/") ? path.dirname(file) : file);
  const size = (file: string) => statSync(path.join(site, file)).size;
  const bySize = [...pages].sort((a, b) => size(a) - size(b));
  return [...new Map(bySize.map((file) => [kindOf(file), file])).values()];
}
