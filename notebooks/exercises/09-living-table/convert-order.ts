import type { StoredItem } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { beforeFirstWrite, staleReads } from "../framework/faults";
import type { Interceptor } from "../framework/interceptor";
import { brief, codeOf, send } from "../framework/internals";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";
import { anyone, errorHint, Orders, orderWith, REFUSED } from "./fixtures";

type ConvertOrder = (customer: string, order_no: number) => PromiseLike<boolean>;
type OldOrder = { key: { customer: string; order_no: number }; item: StoredItem };

const TableName = "toy_order";

/** An order in the old form, with an attribute that this chapter doesn't know. */
async function oldOrder(context: CheckContext, product: string): Promise<OldOrder> {
  const key = { customer: anyone(), order_no: random.int(1_000, 900_000) };
  const item = {
    ...keyOf(key),
    order_status: { S: "open" },
    product: { S: product },
    gift: { BOOL: true },
  };
  await context.putStored(new Orders(context.db), item);
  return { key, item };
}

const keyOf = ({ customer, order_no }: OldOrder["key"]): StoredItem => ({
  customer: { S: customer },
  order_no: { N: `${order_no}` },
});

/** The same item in today's form. */
function converted(item: StoredItem, product: string, order_status = "open"): StoredItem {
  const { product: _, ...rest } = item;
  const [toy = "", color = ""] = product.split(", ");
  return {
    ...rest,
    order_status: { S: order_status },
    toy: { S: toy },
    color: { S: color },
    form: { N: "2" },
  };
}

/** Changes an attribute of an order, as another program would. */
const change = (context: CheckContext, order: OldOrder, name: string, value: string) =>
  send(context.db, "UpdateItem", {
    TableName,
    Key: keyOf(order.key),
    UpdateExpression: "SET #name = :value",
    ExpressionAttributeNames: { "#name": name },
    ExpressionAttributeValues: { ":value": { S: value } },
  });

const colors = ["red", "blue", "green", "dark blue"];
const anyProduct = () => `toy ${random.digits(4)}, ${random.pick(colors)}`;

const RACE =
  "Another program changed product between your read and your write. A condition on the product that you read refuses such a write; then read the order again, and convert what is stored now.";

const hintOr = (otherwise: string) => (found: unknown) => {
  if (codeOf(found) === REFUSED)
    return `${otherwise} A condition that fails tells you that the order has changed: it isn't an error for the caller.`;
  // For example, an empty toy, of an order without product.
  if (codeOf(found) === "ItemEncodeError" || typeof found === "boolean") return otherwise;
  return errorHint(found) ?? "Return true or false.";
};

/** Requires a result, and what is stored afterwards. */
async function expectConverted(
  convertOrder: ConvertOrder,
  context: CheckContext,
  order: OldOrder,
  expected: { result: boolean; item: StoredItem | undefined; hint: string; during?: Interceptor },
): Promise<void> {
  const { customer, order_no } = order.key;
  const { result, item, hint, during } = expected;
  const given = [customer, order_no];
  await context.expectResult(() => convertOrder(customer, order_no), result, {
    given,
    hint: hintOr(hint),
    during,
  });
  const found = await storedItem(context.db, TableName, keyOf(order.key));
  context.expect(deepEqual(found, item), `left ${brief(found)} instead of ${brief(item)}`, {
    given,
    hint,
  });
}

export const convertOrder = exercise<ConvertOrder>({
  "stores an old order in the new form, and returns true": async (convertOrder, context) => {
    const product = anyProduct();
    const order = await oldOrder(context, product);
    const hint =
      "Set toy, color and form, and remove product. An update leaves attributes unchanged that it doesn't name; a put drops them.";
    const item = converted(order.item, product);
    await expectConverted(convertOrder, context, order, { result: true, item, hint });
  },
  "leaves a new order unchanged, and returns false": async (convertOrder, context) => {
    const order = orderWith({});
    await context.put(new Orders(context.db), order);
    const key = { customer: order.customer, order_no: order.order_no };
    const item = await storedItem(context.db, TableName, keyOf(key));
    const hint = "This order has no product: it's in the new form already.";
    const one = { key, item: item ?? {} };
    await expectConverted(convertOrder, context, one, { result: false, item, hint });
  },
  "returns false for an order that doesn't exist, and creates none": async (
    convertOrder,
    context,
  ) => {
    const key = { customer: anyone(), order_no: random.int(1_000, 900_000) };
    context.deleteAfterwards(new Orders(context.db), key);
    const hint = "There is no such order, so there is nothing to convert: return false.";
    const order = { key, item: {} };
    await expectConverted(convertOrder, context, order, { result: false, item: undefined, hint });
  },
  "keeps a product that changes at the same moment": async (convertOrder, context) => {
    const order = await oldOrder(context, anyProduct());
    const product = `other ${random.digits(4)}, yellow`;
    const during = beforeFirstWrite(() => change(context, order, "product", product));
    const item = converted(order.item, product);
    await expectConverted(convertOrder, context, order, { result: true, item, hint: RACE, during });
  },
  "keeps a status that changes at the same moment": async (convertOrder, context) => {
    const product = anyProduct();
    const order = await oldOrder(context, product);
    const during = beforeFirstWrite(() => change(context, order, "order_status", "sent"));
    const item = converted(order.item, product, "sent");
    const hint =
      "Another program set the status to sent between your read and your write. Write only what you change: toy, color, form, and product.";
    await expectConverted(convertOrder, context, order, { result: true, item, hint, during });
  },
  "creates nothing if the order is deleted at the same moment": async (convertOrder, context) => {
    const order = await oldOrder(context, anyProduct());
    const during = beforeFirstWrite(() => new Orders(context.db).delete(order.key));
    const hint =
      "Another program deleted the order between your read and your write, and an update creates a missing item. A condition on product refuses it; read again, and return false.";
    const expected = { result: false, item: undefined, hint, during };
    await expectConverted(convertOrder, context, order, expected);
  },
  "converts an order of the last moment": async (convertOrder, context) => {
    const product = anyProduct();
    const order = await oldOrder(context, product);
    const hint =
      "The check simulated an eventually consistent read that doesn't find the order yet, as may happen at AWS. Read it with strong consistency.";
    const item = converted(order.item, product);
    await expectConverted(convertOrder, context, order, {
      result: true,
      item,
      hint,
      during: staleReads,
    });
  },
  "lets other errors pass": (convertOrder, context) =>
    expectFailuresPassedOn(context, async () => {
      const { customer, order_no } = (await oldOrder(context, anyProduct())).key;
      return { call: () => convertOrder(customer, order_no), given: customer, right: true };
    }),
});
