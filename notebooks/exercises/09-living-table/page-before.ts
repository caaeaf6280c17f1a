import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { isFields } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { anyone, errorHint, LARGE, numbersHint, orderWith, store } from "./fixtures";

type Page = { numbers: number[]; isFirst: boolean };
type PageBefore = (customer: string, first: number, count: number) => PromiseLike<Page>;

/** A customer with this many orders; their numbers ascend, with gaps. Others have orders, too. */
async function customerWith(context: CheckContext, length: number, color = "red") {
  const [customer, start] = [anyone(), random.int(1_000, 900_000)];
  const numbers = Array.from({ length }, (_, n) => start + 3 * n);
  await store(context, [
    ...numbers.map((order_no) => orderWith({ customer, order_no, color })),
    orderWith({ order_no: start + 4 }),
  ]);
  return { customer, numbers };
}

/** Requires the page of `count` orders before the order at this place. */
async function expectPage(
  pageBefore: PageBefore,
  context: CheckContext,
  { orders, place, count }: { orders: number; place: number; count: number },
): Promise<void> {
  const { customer, numbers } = await customerWith(context, orders);
  const first = numbers[place] ?? 0;
  const newer = numbers.slice(place + 1);
  const expected = { numbers: newer.slice(0, count).reverse(), isFirst: newer.length <= count };
  await context.expectResult(() => pageBefore(customer, first, count), expected, {
    given: [customer, first, count],
    hint: (found) => hintFor(found, expected, { newer, all: numbers, first }),
  });
}

type Around = { newer: number[]; all: number[]; first: number };

function hintFor(found: unknown, expected: Page, { newer, all, first }: Around): string {
  if (found instanceof Error) return errorHint(found) ?? "";
  if (!isFields(found) || !("numbers" in found) || !("isFirst" in found))
    return "Return an object with numbers, a list, and isFirst, true or false.";
  const { numbers } = found as Partial<Page>;
  const type = numbersHint(numbers);
  if (type !== undefined || numbers === undefined) return type ?? "";
  if (deepEqual(numbers, expected.numbers))
    return "isFirst says whether there is no newer order than these. An order beyond the page tells it: read one more than you return, and look whether it's there.";
  if (numbers.includes(first)) return "The order first is on the page that is shown already.";
  if (numbers.some((one) => all.includes(one) && one < first))
    return "These are older orders. On a list with the newest first, the page before has the newer ones.";
  if (numbers.some((one) => !all.includes(one)))
    return "Some of these are another customer's orders.";
  if (deepEqual([...numbers].reverse(), expected.numbers))
    return "These are the right orders. The list shows the newest first, so this page does, too.";
  if (numbers.length > expected.numbers.length)
    return "These are too many: the order that you read to know about isFirst isn't on the page.";
  return deepEqual(numbers, newer.slice(-expected.numbers.length).reverse())
    ? "These are the newest of all. The page before has the orders next to first: read away from it, in ascending order."
    : "The page has the orders that come just after first in the order of the key, as many as count says.";
}

export const pageBefore = exercise<PageBefore>({
  "returns the page before, newest first": (pageBefore, context) =>
    expectPage(pageBefore, context, { orders: 12, place: 2, count: 3 }),
  "knows the first page": async (pageBefore, context) => {
    await expectPage(pageBefore, context, { orders: 8, place: 4, count: 3 });
    await expectPage(pageBefore, context, { orders: 9, place: 4, count: 3 });
  },
  "returns fewer if there are fewer, or none": async (pageBefore, context) => {
    await expectPage(pageBefore, context, { orders: 5, place: 2, count: 4 });
    await expectPage(pageBefore, context, { orders: 3, place: 2, count: 4 });
  },
  "reads at most one order more than it returns": async (pageBefore, context) => {
    const { customer, numbers } = await customerWith(context, 14, LARGE);
    const [, first = 0, ...newer] = numbers;
    const given = [customer, first, 3];
    const expected = { numbers: newer.slice(0, 3).reverse(), isFirst: false };
    const { units } = await context.costOf(() => pageBefore(customer, first, 3), expected, {
      given,
      hint: "The page before, of three orders, each of 8 KB.",
    });
    context.expect(
      units > 0 && units <= 5,
      `consumed ${units} units, but four orders of 8 KB cost 4.5`,
      {
        given,
        hint:
          units === 0
            ? THROUGH_DB
            : "It reads more orders than it needs, and you pay for each. limit says how many a query reads.",
      },
    );
  },
  "lets errors pass": (pageBefore, context) =>
    expectFailuresPassedOn(context, async () => {
      const { customer, numbers } = await customerWith(context, 4);
      const [first = 0, second = 0, third = 0] = numbers;
      return {
        call: () => pageBefore(customer, first, 2),
        given: customer,
        right: { numbers: [third, second], isFirst: false },
      };
    }),
});
