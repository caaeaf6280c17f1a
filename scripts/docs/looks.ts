/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/** What axe says of a page: light and dark, 1400 and 390 px wide. */
import { readFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { nextFrame } from "../browser/chromium";

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** Marks what scrolls, and elements with a look that no page before it had. */
const SCROLLS = "data-axe-scrolls";
const IS_NEW = "data-axe-new";

type Look = {
  width: number;
  colorScheme: "light" | "dark";
  /** The rules that can say something new. */
  rules: { only: string[] } | { without: string[] };
  /** Where they are applied; the whole page, unless given. */
  where?: string;
};

/**
 * How a page can look, and what axe has to say of it then. In a narrow window more of a page
 * scrolls; what else is there only then, above all buttons of its header, is the same on all pages.
 * In the dark only colours differ.
 */
const NARROW: Look = {
  width: 390,
  colorScheme: "light",
  rules: { only: ["scrollable-region-focusable"] },
};
const WHOLE_NARROW: Look = { ...NARROW, rules: { without: OF_COLOURS } };
const WIDE: Look = { width: 1400, colorScheme: "light", rules: { without: OF_COLOURS } };
const COLOURS = (["light", "dark"] as const).map((colorScheme): Look => ({
  width: 1400,
  colorScheme,
  rules: { only: OF_COLOURS },
  where: `[${IS_NEW}]`,
}));
const NARROW_HEADER = (["light", "dark"] as const).map((colorScheme): Look => ({
  width: 390,
  colorScheme,
  rules: { only: OF_COLOURS },
  where: ".bd-header-article",
}));

/**
 * Returns what axe, and the width of the page, say of it: light and dark, 1400 and 390 px wide.
 *
 * @param seen The looks of text whose colours were judged on pages before this one; it gets those of
 *   this page
 * @param isWhole Whether all of the narrow page is looked at, and not only what scrolls
 */
export async function complaints(
  page: Page,
  address: string,
  seen: Set<string>,
  isWhole: boolean,
): Promise<object[]> {
  const found: object[] = [];
  const look = async (one: Look) => {
    await turn(page, one);
    const { violations, isTooWide } = await page.evaluate(lookAround, one);
    if (violations.length > 0 || isTooWide) found.push({ address, ...one, violations, isTooWide });
  };
  // The narrow window is first: the theme finds out on load what has to be scrolled, and a wider
  // window has nothing more.
  await page.setViewportSize({ width: NARROW.width, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(address);
  // Colours that fade from one look to the next would be measured half way.
  await page.addStyleTag({ content: "* { transition: none !important; }" });
  await page.evaluate(leaveOneTokenOfEach);
  await page.evaluate(AXE);
  await page.evaluate(markWhatScrolls, SCROLLS);
  await look(isWhole ? WHOLE_NARROW : NARROW);
  if (isWhole) for (const one of NARROW_HEADER) await look(one);
  await look(WIDE);
  const looks: string[] = [];
  for (const one of COLOURS) {
    await turn(page, one);
    looks.push(...(await page.evaluate(markNewLooks, { mark: IS_NEW, seen: [...seen] })));
  }
  if (looks.length === 0) return found;
  for (const one of looks) seen.add(one);
  await page.evaluate(emptyOtherBlocks, IS_NEW);
  for (const one of COLOURS.toReversed()) await look(one);
  return found;
}

/** Gives the page this width and colour scheme. */
async function turn(page: Page, { width, colorScheme }: Look): Promise<void> {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
  await nextFrame(page);
  await page.waitForFunction(hasTheme, colorScheme);
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

/** Marks what scrolls, and lets the rule for it look at nothing else. */
function markWhatScrolls(mark: string): void {
  for (const element of document.querySelectorAll("body *")) {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element;
    if (scrollWidth > clientWidth || scrollHeight > clientHeight) element.setAttribute(mark, "");
  }
  type Axe = { configure(options: object): void };
  (window as unknown as { axe: Axe }).axe.configure({
    // The HTML of each element that a rule looks at, the whole page's too, for nothing.
    noHtml: true,
    rules: [{ id: "scrollable-region-focusable", selector: `[${mark}]` }],
  });
}

/**
 * Marks elements with text of their own, one for each look that wasn't seen before. Returns these
 * looks: what decides whether the text can be read, and the classes that may change it in a way that
 * styles don't show.
 */
function markNewLooks({ mark, seen }: { mark: string; seen: string[] }): string[] {
  const grounds = new Map<Element, string>();
  /** The backgrounds behind an element, from the page's to its own. */
  const groundOf = (element: Element): string => {
    const known = grounds.get(element);
    if (known !== undefined) return known;
    const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
    const own = [backgroundColor, backgroundImage, opacity].join(" ");
    const above = element.parentElement === null ? "" : groundOf(element.parentElement);
    const ground = own === "rgba(0, 0, 0, 0) none 1" ? above : `${above}, ${own}`;
    grounds.set(element, ground);
    return ground;
  };
  const styleOf = (element: Element) => {
    const { color, fontSize, fontWeight, textDecorationLine } = getComputedStyle(element);
    const styles = [color, fontSize, fontWeight, textDecorationLine];
    return [element.tagName, element.getAttribute("class"), ...styles].join(" ");
  };
  const lookOf = (element: Element) =>
    [
      groundOf(element),
      element.parentElement && styleOf(element.parentElement),
      styleOf(element),
    ].join("; ");
  const hasText = ({ childNodes }: Element) =>
    [...childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim());
  const withText = [...document.querySelectorAll("body *")].filter(
    (element) => hasText(element) && element.checkVisibility(),
  );
  const found = new Map(withText.map((element) => [lookOf(element), element]));
  for (const look of seen) found.delete(look);
  for (const element of found.values()) element.setAttribute(mark, "");
  return [...found.keys()];
}

/**
 * Empties the blocks of text that have nothing marked: axe measures all that a page has. They stay,
 * because a style may depend on an element's place among the others.
 */
function emptyOtherBlocks(mark: string): void {
  for (const block of document.querySelectorAll("section > *, nav, footer"))
    if (!block.matches(`[${mark}]`) && block.querySelector(`[${mark}]`) === null)
      block.replaceChildren();
}

/** Runs axe in the page. It reports no passed rules, and fetches no style sheets. */
async function lookAround({
  rules,
  where = "html",
}: Look): Promise<{ violations: string[]; isTooWide: boolean }> {
  type Axe = {
    run(
      where: { include: Element[] },
      options: object,
    ): Promise<{ violations: { id: string; nodes: { element: Element }[] }[] }>;
  };
  const { axe } = window as unknown as { axe: Axe };
  const chosen =
    "only" in rules
      ? { runOnly: rules.only }
      : { rules: Object.fromEntries(rules.without.map((rule) => [rule, { enabled: false }])) };
  const options = { resultTypes: ["violations"], preload: false, elementRef: true, ...chosen };
  const include = [...document.querySelectorAll(where)];
  const { violations } = await axe.run({ include }, options);
  const { scrollWidth, clientWidth } = document.documentElement;
  return {
    violations: violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.element.outerHTML}`),
    isTooWide: scrollWidth > clientWidth,
  };
}

/** Whether the page has followed the system. The page for a wrong address does so by CSS alone. */
const hasTheme = (scheme: string) =>
  [scheme, undefined].includes(document.documentElement.dataset["theme"]);
