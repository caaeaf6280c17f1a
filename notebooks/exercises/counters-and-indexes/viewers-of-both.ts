import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import { consumed, hasScan, LARGE, pageViewedBy, users } from "./tables";

type ViewersOfBoth = (pageA: string, pageB: string) => PromiseLike<readonly string[]>;

export const viewersOfBoth = exercise<ViewersOfBoth>({
  "gives who has viewed both pages, in the order of user_id": async (viewersOfBoth, trial) => {
    const all = users(9);
    const both = random.shuffled(all).slice(0, 3).sort();
    const others = all.filter((user) => !both.includes(user));
    const a = await pageViewedBy(trial, [...both, ...others.slice(0, 3)]);
    const b = await pageViewedBy(trial, [...both, ...others.slice(3)]);
    await trial.gives(() => viewersOfBoth(a, b), both, {
      given: [a, b],
      hint: (found) => hintFor(found, both),
    });
  },
  "gives an empty list if nobody has": async (viewersOfBoth, trial) => {
    const [a, b] = [await pageViewedBy(trial, users(2)), await pageViewedBy(trial, users(3))];
    await trial.gives(() => viewersOfBoth(a, b), [], {
      given: [a, b],
      hint: "Nobody in common is no error, and not undefined either: the list is empty.",
    });
  },
  "reads both pages to their end": async (viewersOfBoth, trial) => {
    const all = users(6);
    const last = all.slice(-1);
    const [large, small] = [await pageViewedBy(trial, all, LARGE), await pageViewedBy(trial, last)];
    const hint =
      "One of the pages has six items of 300 KB, and one answer ends at 1 MB. Go on until last is undefined; all() does, and so does for await.";
    await trial.gives(() => viewersOfBoth(large, small), last, { given: [large, small], hint });
    await trial.gives(() => viewersOfBoth(small, large), last, { given: [small, large], hint });
  },
  "reads these pages only, each of them with a query": async (viewersOfBoth, trial) => {
    const both = users(12);
    const [a, b] = [await pageViewedBy(trial, both), await pageViewedBy(trial, both)];
    await pageViewedBy(trial, users(1), LARGE);
    const cost = await trial.measured(() => viewersOfBoth(a, b), {
      given: [a, b],
      hint: "Two queries, and the program compares.",
    });
    trial.holds(cost.units <= 2, consumed(cost), {
      given: [a, b],
      hint: hasScan(cost)
        ? "A scan reads the items of all pages, and a filter comes after reading. Query the two pages."
        : "Looking for each viewer alone costs half a unit each. A query pays for the bytes of all its items together.",
    });
  },
});

function hintFor(found: unknown, both: string[]): string {
  if (!Array.isArray(found))
    return "Two queries give two lists. The answer is the list of those who stand in both.";
  if (found.some((one) => typeof one !== "string"))
    return "The answer is a list of ids, not of items.";
  if (same([...(found as string[])].sort(), both))
    return "A query gives its items in the order of the sort key. Keep that order.";
  if (new Set(found).size < found.length) return "Each viewer of both pages is listed once.";
  if (both.every((user) => found.includes(user)))
    return "Some of these have viewed one page only. Keep who is in both lists.";
  return "Query page_viewer for each of the two pages that the function is given, and compare the lists.";
}
