/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What axe says of a page: light and dark, 1400 and 390 px wide. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

type Look = {
  colorScheme: "light" | "dark";
  /** The rules that can say something new. */
  rules: { only: string[] } | { without: string[] };
  /** Where they are applied; the whole page, unless given. */
  where?: string;
};

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/**
 * In the dark only colours differ. In a narrow window the text has the colours of a wide one; what
 * else is in view then is at the top.
 */
const LOOKS: readonly (readonly [width: number, looks: readonly Look[]])[] = [
  [
    1400,
    [
      { colorScheme: "light", rules: { without: [] } },
      { colorScheme: "dark", rules: { only: OF_COLOURS } },
    ],
  ],
  [
    390,
    [
      { colorScheme: "light", rules: { without: OF_COLOURS } },
      { colorScheme: "light", rules: { only: OF_COLOURS }, where: "header" },
      { colorScheme: "dark", rules: { only: OF_COLOURS }, where: "header" },
    ],
  ],
];

/** Returns what axe, and the width of the page, say of it in all looks. */
export async function complaints(page: Page, address: string): Promise<object[]> {
  const found: object[] = [];
  for (const [width, looks] of LOOKS) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
    // The theme finds out only on load what has to be scrolled at this width.
    await page.goto(address);
    // Colours that fade from one look to the next would be measured half way.
    await page.addStyleTag({ content: "* { transition: none !important; }" });
    await page.evaluate(leaveOneTokenOfEach);
    await page.evaluate(AXE);
    for (const look of looks) {
      await page.emulateMedia({ colorScheme: look.colorScheme });
      await page.waitForFunction(hasTheme, look.colorScheme);
      const { violations, isTooWide } = await page.evaluate(lookAround, look);
      if (violations.length > 0 || isTooWide)
        found.push({ address, width, ...look, violations, isTooWide });
    }
  }
  return found;
}

/**
 * Makes text of most tokens of the code, which are two thirds of a chapter's elements. Of those
 * with the same classes, from the token up to the page, one stays: the others have its colours. A
 * token has nothing but its class, so no rule but those of colours can say anything of it.
 */
function leaveOneTokenOfEach(): void {
  const seen = new Set<string>();
  for (const token of document.querySelectorAll(".highlight pre span")) {
    if (token.getAttributeNames().join() !== "class") continue;
    const classes = [];
    for (let part: Element | null = token; part !== null; part = part.parentElement)
      classes.push(`${part.tagName} ${part.className}`);
    const look = classes.join();
    if (seen.has(look)) token.replaceWith(...token.childNodes);
    seen.add(look);
  }
}

/** Runs axe in the page. It reports no passed rules, and fetches no style sheets. */
async function lookAround({
  rules,
  where = "html",
}: Look): Promise<{ violations: string[]; isTooWide: boolean }> {
  type Axe = {
    run(
      where: Node,
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  const { axe } = window as unknown as { axe: Axe };
  const chosen =
    "only" in rules
      ? { runOnly: rules.only }
      : { rules: Object.fromEntries(rules.without.map((rule) => [rule, { enabled: false }])) };
  const options = { resultTypes: ["violations"], preload: false, ...chosen };
  const places = [...document.querySelectorAll(where)];
  const results = [];
  // axe works on one thing at a time.
  for (const place of places) results.push(await axe.run(place, options));
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    violations: results
      .flatMap(({ violations }) => violations)
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    isTooWide: scrollWidth > clientWidth,
  };
}

/** Whether the page has followed the system. The page for a wrong address does so by CSS alone. */
const hasTheme = (scheme: string) =>
  [scheme, undefined].includes(document.documentElement.dataset["theme"]);
