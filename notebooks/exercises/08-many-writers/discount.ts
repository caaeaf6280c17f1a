import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite } from "../framework/faults";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { missingProduct, newProduct, productOf, Stock } from "./fixtures";

type Discount = (
  product: string,
  percent: number,
  least: number,
) => PromiseLike<number | undefined>;

const cheaper = (price: number, percent: number) => Math.floor((price * (100 - percent)) / 100);

const LOST =
  "The price was calculated from a price that another program had changed meanwhile. Save it on the condition that the item is as you read it, and start again if it isn't.";

function resultHint(found: unknown): string {
  if (codeOf(found) === "ConditionalCheckFailedException")
    return "Another program was faster, or the product doesn't exist: that isn't an error of the caller. Look at what is stored now, and decide again.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  if (found !== null && typeof found === "object")
    return "Return the new price alone, a number, or undefined.";
  return "The new price is the old one less so many percent, rounded down. Below least, return undefined.";
}

const INEXACT =
  "One less than it should be: a factor such as 1 - 0.9 isn't exact in binary. Multiply and divide whole numbers, and round the result.";

/** Requires a result, and what is stored afterwards. */
async function expectDiscount(
  discount: Discount,
  context: CheckContext,
  price: number,
  [percent, least]: [number, number],
): Promise<void> {
  const before = await newProduct(context, { price });
  const now = cheaper(price, percent);
  const isDone = now >= least;
  const given = { price, percent, least };
  await context.expectResult(
    () => discount(before.product, percent, least),
    isDone ? now : undefined,
    { given, hint: (found) => (found === now - 1 ? INEXACT : resultHint(found)) },
  );
  const expected = isDone ? { ...before, price: now, version: before.version + 1 } : before;
  const found = await productOf(context, before.product);
  context.expect(deepEqual(found, expected), `left ${brief(found)} instead of ${brief(expected)}`, {
    given,
    hint: changedHint(found?.version, expected.version),
  });
}

const changedHint = (version: number | undefined, expected: number) =>
  version === expected
    ? "Change price and version, and no other attribute: a put replaces the whole item, with what other programs keep there."
    : "Each change raises version by one, because other programs rely on it; what changes nothing doesn't.";

export const discount = exercise<Discount>({
  "lowers the price, raises the version, and returns the new price": async (discount, context) => {
    await expectDiscount(discount, context, 59, [random.int(10, 30), 10]);
    await expectDiscount(discount, context, 20, [10, 18]);
    // 85.5 shows how an answer rounds, and in binary 50 * (1 - 0.9) is less than 5.
    await expectDiscount(discount, context, 95, [10, 5]);
    await expectDiscount(discount, context, 50, [90, 1]);
  },
  "does nothing if the price would be below the least": (discount, context) =>
    expectDiscount(discount, context, random.int(20, 60), [50, 40]),
  "returns undefined for a product that doesn't exist, and creates none": async (
    discount,
    context,
  ) => {
    const product = missingProduct(context);
    await context.expectResult(() => discount(product, 10, 5), undefined, {
      given: product,
      hint: resultHint,
    });
    const found = await productOf(context, product);
    context.expect(found === undefined, `created ${brief(found)}`, {
      given: product,
      hint: "UpdateItem creates a missing item, unless a condition requires one.",
    });
  },
  "starts from a price that another program has just set": async (discount, context) => {
    const { product, version, left, note = "" } = await newProduct(context, { price: 50 });
    const price = random.int(70, 95);
    const other = { product, left: left - 2, price, version: version + 1, note };
    const during = beforeFirstWrite(() => new Stock(context.db).put(other));
    const given = { price: 50, percent: 10, least: 5, "meanwhile set to": price };
    await context.expectResult(() => discount(product, 10, 5), cheaper(price, 10), {
      given,
      during,
      hint: (found) => (found === 45 || found === undefined ? LOST : resultHint(found)),
    });
    const expected = { ...other, price: cheaper(price, 10), version: version + 2 };
    const found = await productOf(context, product);
    context.expect(
      deepEqual(found, expected),
      `left ${brief(found)} instead of ${brief(expected)}`,
      { given, hint: found?.left === left ? LOST : changedHint(found?.version, version + 2) },
    );
  },
  "decides again if that price is too low": async (discount, context) => {
    const before = await newProduct(context, { price: 50 });
    const other = { ...before, price: 21, version: before.version + 1 };
    const given = { price: 50, percent: 10, least: 20, "meanwhile set to": 21 };
    await context.expectResult(() => discount(before.product, 10, 20), undefined, {
      given,
      during: beforeFirstWrite(() => new Stock(context.db).put(other)),
      hint: (found) =>
        found === 18
          ? "It compared with least once, before it started again. Each attempt has another price, so decide in each."
          : LOST,
    });
    const found = await productOf(context, before.product);
    context.expect(deepEqual(found, other), `left ${brief(found)}`, { given, hint: LOST });
  },
  "loses none of five discounts at once": async (discount, context) => {
    const { product, version } = await newProduct(context, { price: 90 });
    const prices: number[] = [];
    for (let price = 90; prices.length < 5; prices.push(price)) price = cheaper(price, 10);
    const five = times(5, () => discount(product, 10, 5));
    const given = { price: 90, percent: 10, least: 5 };
    const found = await context.runAtOnce(five, { given, hint: resultHint });
    const sorted = [...found].sort((a, b) => (b ?? 0) - (a ?? 0));
    const now = await productOf(context, product);
    context.expect(
      deepEqual(sorted, prices) && now?.price === prices[4] && now?.version === version + 5,
      `returned ${brief(sorted)} and left the price at ${now?.price}`,
      { given, hint: LOST },
    );
  },
  "lets other errors pass": (discount, context) =>
    expectFailuresPassedOn(context, async () => {
      const { product } = await newProduct(context, { price: 50 });
      return {
        call: () => discount(product, 10, 5),
        given: product,
        isDone: async () => (await productOf(context, product))?.price === 45,
      };
    }),
});
