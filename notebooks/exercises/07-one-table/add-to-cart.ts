import type { StoredItem } from "../../../lib/index";
import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { isWrite } from "../framework/interceptor";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { freshName, Keys, stored } from "./fixtures";

type AddToCart = (customer: string, product: string, count: number) => unknown;
type Quantities = Record<string, number>;

const keyOf = (customer: string) => ({ pk: `customer#${customer}`, sk: "cart" });

/** A customer whose cart is deleted after the step; with these quantities, if there are any. */
async function customerWith(context: CheckContext, quantities?: Quantities): Promise<string> {
  const customer = freshName();
  const { pk, sk } = keyOf(customer);
  const carts = new Keys(context.db);
  if (quantities === undefined) context.deleteAfterwards(carts, { pk, sk });
  else
    await context.putStored(carts, {
      pk: { S: pk },
      sk: { S: sk },
      note: { S: "gift" },
      quantities: mapOf(quantities),
    });
  return customer;
}

const mapOf = (quantities: Quantities) => ({
  M: Object.fromEntries(
    Object.entries(quantities).map(([product, count]) => [product, { N: String(count) }]),
  ),
});

const cartOf = (context: CheckContext, customer: string) => stored(context, keyOf(customer));

/** The stored quantities; `undefined` if they aren't a map of numbers. */
function quantitiesOf(cart: StoredItem | undefined): Quantities | undefined {
  const entries = Object.entries(cart?.["quantities"]?.M ?? {});
  if (cart?.["quantities"]?.M === undefined) return undefined;
  if (entries.some(([, value]) => value.N === undefined)) return undefined;
  return Object.fromEntries(entries.map(([product, { N }]) => [product, Number(N)]));
}

const addHint =
  (count: number) =>
  (found: unknown): string => {
    if (codeOf(found) === "ValidationException")
      return "DynamoDB rejects the request: read the error's message. A path leads only into a map that exists; a product's name needs a #placeholder; and one expression can't both create a map and write into it.";
    if (codeOf(found) === "ConditionalCheckFailedException")
      return "Nothing should be refused: a product that is in the cart already gets more, a new one begins at zero.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (typeof found === "string") return "Return a number. In an attribute value, N is a text.";
    if (found === count)
      return "That is what was added, but some were in the cart before. Does the update keep them, and is the new number returned?";
    return "Return the product's new number. With ReturnValues the response has the map: ALL_NEW.";
  };

/** Requires that products are added one after the other, and that all else stays. */
async function expectAdded(
  addToCart: AddToCart,
  context: CheckContext,
  before: Quantities | undefined,
  steps: readonly (readonly [product: string, count: number])[],
): Promise<void> {
  const customer = await customerWith(context, before);
  const expected = { ...before };
  for (const [product, count] of steps) {
    const given = { cart: { ...expected }, product, count };
    expected[product] = (expected[product] ?? 0) + count;
    const hint = addHint(count);
    const call = () => addToCart(customer, product, count);
    await context.expectResult(call, expected[product], { given, hint });
    const cart = await cartOf(context, customer);
    const found = quantitiesOf(cart);
    context.expect(deepEqual(found, expected), `left the quantities ${brief(found)}`, {
      given,
      hint:
        cart === undefined
          ? "The cart is the item with the sk cart, in the customer's collection of store."
          : "quantities is a map (M) from each product's name to its number (N); other products keep theirs.",
    });
    const isNoteKept = before === undefined || cart?.["note"]?.S === "gift";
    context.expect(isNoteKept, "removed another attribute of the cart", {
      given,
      hint: "Update the map, and leave the rest of the item alone.",
    });
  }
}

export const addToCart = exercise<AddToCart>({
  "begins a cart": (addToCart, context) =>
    expectAdded(addToCart, context, undefined, [["kite", random.int(1, 9)]]),
  "begins the map of a cart that has none": async (addToCart, context) => {
    const customer = await customerWith(context);
    const { pk, sk } = keyOf(customer);
    const cart = { pk: { S: pk }, sk: { S: sk }, note: { S: "gift" } };
    await context.putStored(new Keys(context.db), cart);
    const given = { cart: "without quantities", product: "kite", count: 2 };
    await context.expectResult(() => addToCart(customer, "kite", 2), 2, {
      given,
      hint: addHint(2),
    });
    const note = (await cartOf(context, customer))?.["note"]?.S;
    context.expect(note === "gift", "replaced the cart", {
      given,
      hint: "The cart may exist without its map. Create only the map, with an update.",
    });
  },
  "adds to a product, and keeps the others": (addToCart, context) =>
    expectAdded(addToCart, context, { train: 4, kite: random.int(1, 9) }, [
      ["kite", random.int(1, 9)],
      ["ball", 1],
      ["kite", 2],
    ]),
  "accepts any name": (addToCart, context) =>
    expectAdded(addToCart, context, { "ball 2.0": 1 }, [
      ["size", 1],
      ["ball 2.0", 3],
      ["#1", 2],
      [`a.${freshName()}[0]`, 2],
    ]),
  "loses none of eight at once": async (addToCart, context) => {
    const customer = await customerWith(context);
    const given = [customer, "kite", 1];
    const calls = times(8, () => addToCart(customer, "kite", 1));
    await context.runAtOnce(calls, { given, hint: addHint(1) });
    const { kite = 0 } = quantitiesOf(await cartOf(context, customer)) ?? {};
    context.expect(kite === 8, `left ${kite} kites of 8`, {
      given,
      hint: "Some calls overwrote what others had just added: a map that exists must stay, and DynamoDB must do the addition.",
    });
  },
  "takes two requests at most, and reads nothing": async (addToCart, context) => {
    for (const before of [undefined, { train: 1 }]) {
      const customer = await customerWith(context, before);
      const given = { cart: before ?? "none", product: "kite", count: 2 };
      const call = () => addToCart(customer, "kite", 2);
      const { sent } = await context.costOf(call, 2, { given, hint: addHint(2) });
      const most = before === undefined ? 3 : 2;
      context.expect(
        sent.length >= 1 && sent.length <= most && sent.every(isWrite),
        `sent ${sent.join(", ") || "nothing through db"}`,
        {
          given,
          hint: "if_not_exists creates the map only where it is missing, so no read has to find out.",
        },
      );
    }
  },
  "lets errors pass": (addToCart, context) =>
    expectFailuresPassedOn(context, async () => {
      const customer = await customerWith(context);
      return { call: () => addToCart(customer, "kite", 2), given: customer, right: 2 };
    }),
});
