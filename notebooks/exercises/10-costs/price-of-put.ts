import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { brief, codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";
import { Orders } from "./fixtures";

type PriceOfPut = (item: StoredItem, perMillion: number) => unknown;

/** An order of the store, in attribute values. */
function orderWith(more: StoredItem = {}): StoredItem & { order_id: { S: string } } {
  const created = random.digits(10);
  return {
    order_id: { S: random.uuid() },
    user_id: { S: random.uuid() },
    product_id: { S: random.uuid() },
    created: { N: created },
    cents: { N: random.digits(4) },
    status: { N: "101" },
    status_created: { S: `101_${created}` },
    ...more,
  };
}

/** Requires that the put is priced by these units. */
async function expectPrice(
  priceOfPut: PriceOfPut,
  context: CheckContext,
  item: StoredItem & { order_id: { S: string } },
  units: number,
  hint: string,
): Promise<void> {
  context.deleteAfterwards(new Orders(context.db), { order_id: item.order_id.S });
  const perMillion = random.int(1, 225) / 100;
  const given = { bytes: JSON.stringify(item).length, perMillion };
  const found = await context.run(() => priceOfPut(item, perMillion), { given, hint: errorHint });
  const price = (units * perMillion) / 1e6;
  // Sums and products of fractions may differ in their last digits.
  const isRight = typeof found === "number" && Math.abs(found - price) < price * 1e-9;
  context.expect(isRight, `returned ${brief(found)} instead of ${price}`, {
    given,
    hint: typeof found === "number" ? hintFor(found, price / units, units, hint) : TYPE,
  });
}

const TYPE = "Return a number of dollars: the units of the response, times the price of one.";

function hintFor(found: number, unit: number, units: number, hint: string): string {
  if (Number.isNaN(found) || found === 0)
    return "DynamoDB says what a request consumed only if the request asks for it: ReturnConsumedCapacity.";
  if (Math.abs(found / (unit * units) - 1e6) < 1) return "The price is that of a million units.";
  const counted = found / unit;
  if (counted > 1000 * units || Math.abs(counted - Math.round(counted)) > 1e-6)
    return "The price of a million units is given: perMillion.";
  return hint;
}

const errorHint = (found: unknown) =>
  codeOf(found) === "ValidationException"
    ? "DynamoDB rejects the request: read the error's message. The item is in attribute values already."
    : "Read the error's message: it says what is wrong.";

export const priceOfPut = exercise<PriceOfPut>({
  "returns the price of a small order": (priceOfPut, context) =>
    expectPrice(
      priceOfPut,
      context,
      orderWith(),
      3,
      "A new order is written to the table and both indexes. ConsumedCapacity has the sum of all.",
    ),
  "returns the price of a large one": async (priceOfPut, context) => {
    const size = random.int(3, 9);
    // Two bytes a letter, so that counting letters doesn't do.
    const item = orderWith({ note: { S: "é".repeat(size * 512) } });
    await expectPrice(
      priceOfPut,
      context,
      item,
      3 * (size + 1),
      "A large item costs more units, in each place. Don't count them yourself: the response has them.",
    );
  },
  "writes the item unchanged": async (priceOfPut, context) => {
    const item = orderWith({ tags: { SS: ["a", "b"] } });
    context.deleteAfterwards(new Orders(context.db), { order_id: item.order_id.S });
    await context.run(() => priceOfPut(item, 1), { given: item, hint: errorHint });
    const stored = await storedItem(context.db, "store_order", { order_id: item.order_id });
    context.expect(deepEqual(stored, item), `stored ${brief(stored)}`, {
      given: item,
      hint: "Put the item that the function receives into store_order, with all its attributes.",
    });
  },
  "lets errors pass": async (priceOfPut, context) => {
    await expectFailuresPassedOn(context, () => {
      const item = orderWith();
      context.deleteAfterwards(new Orders(context.db), { order_id: item.order_id.S });
      return { call: () => priceOfPut(item, 1e6), given: item, right: 3 };
    });
  },
});
