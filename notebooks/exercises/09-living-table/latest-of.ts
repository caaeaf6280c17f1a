import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { anyToy, LARGE, numbersHint, orderWith, store } from "./fixtures";

type LatestOf = (toys: string[], count: number) => PromiseLike<number[]>;

/** Puts orders of toys: each list has the places of a toy's orders, from the oldest. */
async function toysWith(context: CheckContext, lists: readonly number[][], color = "red") {
  // Some of the numbers have a digit more than others, so their order as texts is another one.
  const start = 10 ** random.int(3, 5) - random.int(5, 6);
  const toys = lists.map(anyToy);
  const orders = lists.flatMap((places, n) =>
    places.map((place) => orderWith({ toy: toys[n] ?? "", order_no: start + place, color })),
  );
  await store(context, [...orders, orderWith({ order_no: start + 50 })]);
  return { toys, numberAt: (place: number) => start + place };
}

async function expectLatest(
  latestOf: LatestOf,
  context: CheckContext,
  lists: readonly number[][],
  count: number,
): Promise<void> {
  const { toys, numberAt } = await toysWith(context, lists);
  const all = lists.flat().sort((a, b) => b - a);
  const expected = all.slice(0, count).map(numberAt);
  await context.expectResult(() => latestOf(toys, count), expected, {
    given: [toys, count],
    hint: (found) => hintFor(found, expected, all.map(numberAt)),
  });
}

function hintFor(found: unknown, expected: number[], all: number[]): string {
  const type = numbersHint(found);
  if (type !== undefined) return type;
  const numbers = found as number[];
  if (numbers.some((one) => !all.includes(one)))
    return "Some of these are orders of other toys. Query for_toy for each toy of the list.";
  if (new Set(numbers).size < numbers.length) return "An order is in this list twice.";
  const asTexts = [...all].sort().reverse();
  if (deepEqual(numbers, asTexts.slice(0, expected.length)))
    return "These are in the order of texts, in which 999 comes after 1000. Without a function sort() compares texts.";
  if (numbers.length > expected.length) return "These are too many: return as many as count says.";
  if (numbers.length < expected.length)
    return "These are too few. All of the latest may be of one toy, so read count orders of each.";
  if (deepEqual([...numbers].sort(), [...expected].sort()))
    return "These are the right orders. Merge the lists, so that the newest of all comes first.";
  return "These aren't the latest. Each list starts at its newest order; of the orders in front, always take the newest, whichever toy it's of.";
}

export const latestOf = exercise<LatestOf>({
  "returns the latest orders of two toys, newest first": (latestOf, context) =>
    expectLatest(
      latestOf,
      context,
      [
        [1, 4, 5, 9, 12],
        [2, 3, 7, 8, 10],
      ],
      5,
    ),
  "finds them if all are of one toy, or of many": async (latestOf, context) => {
    await expectLatest(latestOf, context, [[1, 2, 3], [11, 12, 13, 14, 15], [4]], 4);
    await expectLatest(latestOf, context, [[1, 9], [3, 8], [2, 7], [6]], 5);
  },
  "returns fewer if there are fewer": async (latestOf, context) => {
    await expectLatest(latestOf, context, [[3], [1, 2]], 9);
    await expectLatest(latestOf, context, [[], []], 3);
  },
  "reads no more than count orders of each toy": async (latestOf, context) => {
    const places = (from: number) => Array.from({ length: 10 }, (_, n) => from + 2 * n);
    const { toys, numberAt } = await toysWith(context, [places(0), places(1)], LARGE);
    const given = [toys, 3];
    const expected = [19, 18, 17].map(numberAt);
    const { units } = await context.costOf(() => latestOf(toys, 3), expected, {
      given,
      hint: (found) => hintFor(found, expected, places(0).concat(places(1)).map(numberAt)),
    });
    context.expect(
      units > 0 && units <= 7,
      `consumed ${units} units, but three orders of 8 KB of each toy cost 7`,
      {
        given,
        hint:
          units === 0
            ? THROUGH_DB
            : "It reads orders that can't be among the latest. A toy has at most count of them: start at its newest, and read no more than that.",
      },
    );
  },
  "lets errors pass": (latestOf, context) =>
    expectFailuresPassedOn(context, async () => {
      const { toys, numberAt } = await toysWith(context, [
        [1, 3],
        [2, 4],
      ]);
      const right = [4, 3, 2].map(numberAt);
      return { call: () => latestOf(toys, 3), given: [toys, 3], right };
    }),
});
