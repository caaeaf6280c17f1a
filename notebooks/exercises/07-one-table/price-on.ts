import type { CheckContext } from "../framework/check-context";
import { counting } from "../framework/counting";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { dayOf2027, freshName, store, type Stored } from "./fixtures";

type PriceOn = (product: string, day: string) => unknown;

/** Prices of a product: each valid from a day of 2027 on. */
type Prices = readonly (readonly [from: number, price: number])[];

const somePrice = () => random.int(100, 9900);

/** Stores a product with its prices, and with neighbours of other kinds that have a price, too. */
async function productWith(context: CheckContext, prices: Prices): Promise<string> {
  const product = freshName();
  const pk = `product#${product}`;
  const others = ["offer#7", "bundle#2", "product", "prices", "version#0001"];
  await store(context, [
    ...others.map((sk): Stored => ({ pk, sk, kind: "other", price: 1 })),
    ...prices.map(([from, price]): Stored => ({
      ...{ pk, sk: `price#${dayOf2027(from)}`, kind: "price", price },
    })),
  ]);
  return product;
}

const hintFor =
  (prices: Prices, otherwise: string) =>
  (found: unknown): string => {
    if (codeOf(found) === "ItemDecodeError")
      return "The item that it found is of another kind: see the bounds of the range.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (found === 1)
      return "That is the price of a neighbour, an item of another kind. The range needs a lower bound: the beginning of all prices.";
    if (found !== undefined && typeof found !== "number")
      return "Return a number, or undefined: the attribute price of one item.";
    if (prices.length > 1 && found === prices[0]?.[1])
      return "That is the first price of all. Read the range from its upper end.";
    return otherwise;
  };

/** Requires the right price on each of these days. */
async function expectPrices(
  priceOn: PriceOn,
  context: CheckContext,
  prices: Prices,
  days: readonly (readonly [day: number, expected: number | undefined])[],
  hint: string,
): Promise<void> {
  const product = await productWith(context, prices);
  for (const [day, expected] of days) {
    const given = [product, dayOf2027(day)];
    await context.expectResult(() => priceOn(product, dayOf2027(day)), expected, {
      given,
      hint: hintFor(prices, hint),
    });
  }
}

export const priceOn = exercise<PriceOn>({
  "returns the latest price up to a day, that day included": async (priceOn, context) => {
    const prices = [20, 40, 80, 120].map((from) => [from, somePrice()] as const);
    const [, second, third, fourth] = prices.map(([, price]) => price);
    await expectPrices(
      priceOn,
      context,
      prices,
      [
        [80, third],
        [79, second],
        [119, third],
        [300, fourth],
      ],
      "A price is valid from its day on, that day included, until the next one: the last of all prices up to the day.",
    );
  },
  "returns undefined before the first price": async (priceOn, context) => {
    const prices = [[50, somePrice()]] as const;
    const hint = "On that day there was no price yet: return undefined.";
    await expectPrices(priceOn, context, prices, [[49, undefined]], hint);
    await expectPrices(priceOn, context, [], [[49, undefined]], hint);
  },
  "reads one item": async (priceOn, context) => {
    const prices = Array.from({ length: 12 }, (_, n) => [n * 10, somePrice()] as const);
    const product = await productWith(context, prices);
    const given = [product, dayOf2027(200)];
    const { seen, interceptor } = counting();
    await context.expectResult(() => priceOn(product, dayOf2027(200)), prices.at(-1)?.[1], {
      given,
      hint: hintFor(prices, "This day is after the last change of the price."),
      during: interceptor,
    });
    context.expect(seen.items === 1, `read ${seen.items} items for one price`, {
      given,
      hint:
        seen.items === 0
          ? THROUGH_DB
          : "It reads several prices. In which order does the query read them, and after how many may it stop?",
    });
  },
  "lets errors pass": async (priceOn, context) => {
    const price = somePrice();
    const product = await productWith(context, [[1, price]]);
    const call = () => priceOn(product, dayOf2027(9));
    await expectFailuresPassedOn(context, () => ({ call, given: product, right: price }));
  },
});
