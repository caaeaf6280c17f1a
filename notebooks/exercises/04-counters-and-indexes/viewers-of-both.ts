import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { shortPages } from "../framework/faults";
import { type Interceptor } from "../framework/interceptor";
import { random } from "../framework/random";
import type { StoredItem } from "../../../lib/index";
import { consumed, hasScan, LARGE, pageViewedBy, users } from "./fixtures";

/** What two pages of twelve viewers may cost, even if each is read alone. A large item costs 37. */
const MOST = 26;

type ViewersOfBoth = (pageA: string, pageB: string) => PromiseLike<readonly string[]>;

export const viewersOfBoth = exercise<ViewersOfBoth>({
  "returns the users who viewed both pages, ordered by user_id": async (viewersOfBoth, context) => {
    const all = users(9);
    const both = random.shuffled(all).slice(0, 3).sort();
    const others = all.filter((user) => !both.includes(user));
    const a = await pageViewedBy(context, [...both, ...others.slice(0, 3)]);
    const b = await pageViewedBy(context, [...both, ...others.slice(3)]);
    await context.expectResult(() => viewersOfBoth(a, b), both, {
      given: [a, b],
      hint: (found) => viewersHint(found, both),
    });
  },
  "returns an empty list if there are none": async (viewersOfBoth, context) => {
    const [a, b] = [await pageViewedBy(context, users(2)), await pageViewedBy(context, users(3))];
    await context.expectResult(() => viewersOfBoth(a, b), [], {
      given: [a, b],
      hint: "If the pages have no viewers in common, return an empty list.",
    });
  },
  "reads all viewers of both pages": async (viewersOfBoth, context) => {
    const all = users(6);
    const last = all.slice(-1);
    const [large, small] = [
      await pageViewedBy(context, all, LARGE),
      await pageViewedBy(context, last),
    ];
    const hint =
      "One page has six items of 300 KB, and one response holds at most 1 MB. Continue until last is undefined, as all() and for await do.";
    await context.expectResult(() => viewersOfBoth(large, small), last, {
      given: [large, small],
      hint,
    });
    await context.expectResult(() => viewersOfBoth(small, large), last, {
      given: [small, large],
      hint,
    });
  },
  "finds viewers who are early in one list and late in the other": async (
    viewersOfBoth,
    context,
  ) => {
    const all = users(9);
    const those = (places: number[]) => all.filter((_, place) => places.includes(place));
    const a = await pageViewedBy(context, those([0, 1, 2, 3, 4, 7, 8]));
    const b = await pageViewedBy(context, those([2, 4, 5, 6, 8]));
    await context.expectResult(() => viewersOfBoth(a, b), those([2, 4, 8]), {
      given: [a, b],
      during: shortPages(2, 50),
      hint: "The check let each response end after two viewers, as 1 MB ends it at AWS. A viewer may be in the first response for one page and in the third for the other: read both lists to their end, and compare the lists, not the responses.",
    });
  },
  "reads no items of other pages": async (viewersOfBoth, context) => {
    const both = users(12);
    const [a, b] = [await pageViewedBy(context, both), await pageViewedBy(context, both)];
    await pageViewedBy(context, both.slice(0, 2));
    await pageViewedBy(context, users(1), LARGE);
    const { interceptor, pages } = pagesRead();
    const cost = await context.measure(() => viewersOfBoth(a, b), {
      given: [a, b],
      hint: "Send two queries, and compare their results.",
      during: interceptor,
    });
    context.expect(
      hasScan(cost) || [...pages].every((page) => page === a || page === b),
      "read visits of these users to other pages, too",
      {
        given: [a, b],
        hint: "The index for_user has all pages of a user. The table itself keeps the viewers of a page together: query the two pages, and compare.",
      },
    );
    context.expect(cost.units > 0 && cost.units <= MOST, consumed(cost), {
      given: [a, b],
      hint: hasScan(cost)
        ? "A scan reads every page's items, and a filter applies after reading. Query the two pages."
        : "Read the viewers of the two pages through db, and nothing else.",
    });
  },
  "lets errors pass": async (viewersOfBoth, context) => {
    const both = users(2);
    const [a, b] = [await pageViewedBy(context, both), await pageViewedBy(context, both)];
    await expectFailuresPassedOn(context, () => ({
      call: () => viewersOfBoth(a, b),
      given: [a, b],
      right: both,
    }));
  },
});

/** Notes the pages of the items that queries and scans return. */
function pagesRead() {
  const pages = new Set<string>();
  const interceptor: Interceptor = async ({ send }) => {
    const response = await send();
    for (const { page_id } of (response["Items"] ?? []) as StoredItem[])
      if (page_id?.S !== undefined) pages.add(page_id.S);
    return response;
  };
  return { interceptor, pages };
}

function viewersHint(found: unknown, both: string[]): string {
  if (!Array.isArray(found))
    return "Return the list of users who are in the results of both queries.";
  if (found.some((one) => typeof one !== "string")) return "Return a list of ids, not of items.";
  if (deepEqual([...(found as string[])].sort(), both))
    return "A query returns items in the order of the sort key. Keep that order.";
  if (new Set(found).size < found.length) return "List each viewer once.";
  if (both.every((user) => found.includes(user)))
    return "Some of these users viewed only one page. Keep those in both lists.";
  return "Query page_viewer for each of the two pages that the function receives, then compare the lists.";
}
