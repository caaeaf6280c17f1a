import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { missingProduct, newProduct, type Product, productOf } from "./fixtures";

type Line = { product: string; count: number };
type SellAll = (lines: Line[]) => PromiseLike<string[]>;

const leftOf = (context: CheckContext, products: readonly Product[]) =>
  Promise.all(products.map(async ({ product }) => (await productOf(context, product))?.left));

function resultHint(found: unknown): string {
  const code = codeOf(found) ?? "";
  if (code === "TransactionCanceledException")
    return "A product that is short is an expected result. The error's reasons are in the order of the parts: return the products whose part was refused by its condition.";
  if (code === "ConditionalCheckFailedException")
    return "That's the error of a single write. Sent one by one, the first lines may be sold when a later one is refused: send one transaction.";
  if (code === "ValidationException" || code === "RequestInvalid")
    return "A transaction may have each item once. Add up the lines of the same product first.";
  if (found instanceof Error) return "Read the error's message: it says what is wrong.";
  if (!Array.isArray(found)) return "Return a list of product names: those that are short.";
  return "Return the names of the products that are short, each once, in the order of the lines; an empty list if all is sold.";
}

/** Requires what a call returns, and how many are left of each product. */
async function expectSold(
  sellAll: SellAll,
  context: CheckContext,
  products: readonly Product[],
  [lines, short, left]: [Line[], string[], number[]],
  hint: string,
): Promise<void> {
  await context.expectResult(() => sellAll(lines), short, { given: lines, hint: resultHint });
  const found = await leftOf(context, products);
  context.expect(deepEqual(found, left), `left ${brief(found)} instead of ${brief(left)}`, {
    given: lines,
    hint,
  });
}

const NOTHING =
  "All or nothing: when a product is short, none of the lines is sold. Send one transaction, with a condition in each part.";
const ADDED = "Each product's left goes down by the sum of its lines, and nothing else changes.";

/** Three products, with 10, 20 and 30 left. */
const threeProducts = (context: CheckContext) =>
  Promise.all([10, 20, 30].map((left) => newProduct(context, { left }))) as Promise<
    [Product, Product, Product]
  >;

export const sellAll = exercise<SellAll>({
  "sells every line, and returns an empty list": async (sellAll, context) => {
    const [a, b, c] = await threeProducts(context);
    const lines = [
      { product: b.product, count: 3 },
      { product: a.product, count: 10 },
    ];
    await expectSold(sellAll, context, [a, b, c], [lines, [], [0, 17, 30]], ADDED);
  },
  "returns the products that are short, and sells nothing": async (sellAll, context) => {
    const [a, b, c] = await threeProducts(context);
    const lines = [
      { product: c.product, count: 31 },
      { product: b.product, count: 20 },
      { product: a.product, count: 11 },
    ];
    // Descending, so that an answer that sorts the names returns another list.
    lines.sort((one, other) => (one.product < other.product ? 1 : -1));
    const short = lines.map(({ product }) => product).filter((name) => name !== b.product);
    await expectSold(sellAll, context, [a, b, c], [lines, short, [10, 20, 30]], NOTHING);
  },
  "adds up the lines of the same product": async (sellAll, context) => {
    const [a, b, c] = await threeProducts(context);
    const lines = [
      { product: a.product, count: 4 },
      { product: b.product, count: 2 },
      { product: a.product, count: 5 },
    ];
    await expectSold(sellAll, context, [a, b, c], [lines, [], [1, 18, 30]], ADDED);
    const more = [...lines, { product: b.product, count: 17 }];
    const short = [a.product, b.product];
    await expectSold(sellAll, context, [a, b, c], [more, short, [1, 18, 30]], NOTHING);
  },
  "counts a product that doesn't exist as short, and creates none": async (sellAll, context) => {
    const [[a, b, c], missing] = [await threeProducts(context), missingProduct(context)];
    const lines = [
      { product: a.product, count: 1 },
      { product: missing, count: 1 },
    ];
    await expectSold(sellAll, context, [a, b, c], [lines, [missing], [10, 20, 30]], NOTHING);
    const created = await productOf(context, missing);
    context.expect(created === undefined, "created a product", {
      given: lines,
      hint: "add creates a missing item, unless its condition requires one.",
    });
  },
  "changes nothing but what is left": async (sellAll, context) => {
    const [a] = await threeProducts(context);
    const lines = [{ product: a.product, count: 2 }];
    await context.run(() => sellAll(lines), { given: lines, hint: resultHint });
    const { version, ...found } = (await productOf(context, a.product)) ?? { version: 0 };
    const { version: before, ...rest } = a;
    context.expect(
      deepEqual(found, { ...rest, left: 8 }) && version >= before,
      `left ${brief({ ...found, version })}`,
      { given: lines, hint: "A put replaces the whole item. Use updates." },
    );
  },
  "oversells nothing to ten customers at once": async (sellAll, context) => {
    const products = await threeProducts(context);
    const lines = products.map(({ product }) => ({ product, count: 2 }));
    const ten = times(10, () => sellAll(lines));
    const answers = await context.runAtOnce(ten, { given: lines, hint: resultHint });
    const sold = answers.filter((short) => short.length === 0).length;
    const left = await leftOf(context, products);
    context.expect(
      sold === 5 && deepEqual(left, [0, 10, 20]),
      `sold to ${sold} of 10 customers, and left ${brief(left)}`,
      {
        given: lines,
        hint: "There is enough for five. Let DynamoDB add, on a condition, at the moment of the write.",
      },
    );
  },
  "lets other errors pass": (sellAll, context) =>
    expectFailuresPassedOn(context, async () => {
      const [{ product }, other] = await threeProducts(context);
      const lines = [
        { product, count: 1 },
        { product: other.product, count: 1 },
      ];
      return {
        call: () => sellAll(lines),
        given: lines,
        isDone: async () => (await productOf(context, product))?.left === 9,
      };
    }),
});
