/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What axe says of a page: light and dark, 1400 and 390 px wide. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { nextFrame } from "../browser/chromium";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

type Look = {
  colorScheme: "light" | "dark";
  /** The rules that can say something new. */
  rules: { only: string[] } | { without: string[] };
  /** Where they are applied; the whole page, unless given. */
  where?: "header" | "one of each look";
};

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

type Looks = readonly (readonly [width: number, looks: readonly Look[]])[];

/**
 * How a page's content can look. In the dark only colours differ, and in a narrow window the text
 * has the colours of a wide one. The narrow window is first: the theme finds out on load what has to
 * be scrolled, and a wider window has nothing more.
 */
export const OF_CONTENT: Looks = [
  [390, [{ colorScheme: "light", rules: { without: OF_COLOURS } }]],
  [
    1400,
    [
      { colorScheme: "light", rules: { without: OF_COLOURS } },
      { colorScheme: "light", rules: { only: OF_COLOURS }, where: "one of each look" },
      { colorScheme: "dark", rules: { only: OF_COLOURS }, where: "one of each look" },
    ],
  ],
];

/** How the top of a narrow page, which is the same on all pages, can look. */
export const OF_TOP: Looks = [
  [
    390,
    (["light", "dark"] as const).map((colorScheme) => ({
      colorScheme,
      rules: { only: OF_COLOURS },
      where: "header",
    })),
  ],
];

/** Loads a page, and returns what axe, and the width of the page, say of it in these looks. */
export async function complaints(page: Page, address: string, looks: Looks): Promise<object[]> {
  await page.setViewportSize({ width: looks[0]?.[0] ?? 0, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(address);
  // Colours that fade from one look to the next would be measured half way.
  await page.addStyleTag({ content: "* { transition: none !important; }" });
  await page.evaluate(leaveOneTokenOfEach);
  await page.evaluate(AXE);
  const found: object[] = [];
  for (const [width, ofWidth] of looks) {
    await page.setViewportSize({ width, height: 900 });
    await nextFrame(page);
    for (const look of ofWidth) {
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
  where,
}: Look): Promise<{ violations: string[]; isTooWide: boolean }> {
  type Axe = {
    run(
      where: { include: Element[] },
      options: object,
    ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
  };
  const { axe } = window as unknown as { axe: Axe };
  const chosen =
    "only" in rules
      ? { runOnly: rules.only }
      : { rules: Object.fromEntries(rules.without.map((rule) => [rule, { enabled: false }])) };
  const options = { resultTypes: ["violations"], preload: false, ...chosen };
  const include =
    where === "one of each look"
      ? oneOfEachLook()
      : [...document.querySelectorAll(where ?? "html")];
  const { violations } = await axe.run({ include }, options);
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`),
    isTooWide: scrollWidth > clientWidth,
  };

  /** Of the elements with text of their own, one for each set of styles, its ancestors' included. */
  function oneOfEachLook(): Element[] {
    const looks = new Map<Element, string>();
    const lookOf = (element: Element): string => {
      const known = looks.get(element);
      if (known !== undefined) return known;
      const { color, backgroundColor, backgroundImage, fontSize, fontWeight, opacity } =
        getComputedStyle(element);
      const own = [element.tagName, element.className, color, backgroundColor, backgroundImage];
      const above = element.parentElement === null ? "" : lookOf(element.parentElement);
      const look = [above, ...own, fontSize, fontWeight, opacity].join();
      looks.set(element, look);
      return look;
    };
    const hasText = ({ childNodes }: Element) =>
      [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
    const seen = [...document.querySelectorAll("body *")].filter(
      (element) => hasText(element) && element.checkVisibility(),
    );
    return [...new Map(seen.map((element) => [lookOf(element), element])).values()];
  }
}

/** Whether the page has followed the system. The page for a wrong address does so by CSS alone. */
const hasTheme = (scheme: string) =>
  [scheme, undefined].includes(document.documentElement.dataset["theme"]);
