import type { CheckContext } from "../framework/check-context";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { codeOf, isFields } from "../framework/internals";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { dayOf2027, freshName, store, type Stored } from "./fixtures";

type OrderPage = (customer: string, no: number) => unknown;
type Line = { product: string; quantity: number };

/** The items of an order, and what the answer should return for it. */
function orderOf(customer: string, no: number, products: string[], note?: string) {
  const pk = `customer#${customer}`;
  const placed = dayOf2027(random.int(0, 300));
  const lines: Line[] = products.map((product) => ({ product, quantity: random.int(1, 9) }));
  const items: Stored[] = [
    { pk, sk: `order#${no}`, kind: "order", placed, status: "shipped", ...(note && { note }) },
    ...lines.map((line) => ({
      ...{ pk, sk: `order#${no}#${line.product}`, kind: "line", ...line },
      ...(note && { note }),
    })),
  ];
  return { items, page: { placed, lines } };
}

/** Names in the order of their keys. */
const products = (count: number) => Array.from({ length: count }, () => freshName()).sort();

type Page = ReturnType<typeof orderOf>["page"];

const pageHint =
  (expected: Page) =>
  (found: unknown): string => {
    if (codeOf(found) === "ItemDecodeError")
      return "The range holds two kinds of items. Take the whole items, and read each kind with its own declaration, as the chapter does.";
    if (found instanceof Error) return "Read the error's message: it says what is wrong.";
    if (found === undefined)
      return "The customer has this order. Which sort keys do it and its lines have, and are they all in the range?";
    if (!isFields(found) || !Array.isArray(found["lines"]))
      return "Return an object: { placed, lines }, with a list of lines.";
    const lines = found["lines"] as unknown[];
    if (lines.some((line) => !isFields(line) || Object.keys(line).length !== 2))
      return "A line is an object with product and quantity, and nothing else.";
    if (found["placed"] !== expected.placed)
      return "placed is the order's own attribute. Is the order itself in the range?";
    if (lines.length > expected.lines.length) return OTHERS_LINES;
    return "Compare the lines: all that belong to this order, in the order of their keys.";
  };

const OTHERS_LINES =
  "Some of these lines belong to another order, whose number begins with the same digits. Where does the range end?";

async function returnsPage(orderPage: OrderPage, context: CheckContext): Promise<void> {
  const [customer, no] = [freshName(), random.int(100, 999)];
  const order = orderOf(customer, no, products(3));
  const others = [
    ...orderOf(customer, no + 1, products(1)).items,
    ...orderOf(freshName(), no, products(1)).items,
  ];
  await store(context, [...order.items, ...others]);
  await context.expectResult(() => orderPage(customer, no), order.page, {
    given: [customer, no],
    hint: pageHint(order.page),
  });
}

async function keepsApart(orderPage: OrderPage, context: CheckContext): Promise<void> {
  const [customer, no] = [freshName(), random.int(11, 99)];
  const order = orderOf(customer, no, products(2));
  const others = [no * 10, no * 10 + 9, no * 100 + 1].map((other) =>
    orderOf(customer, other, products(1)),
  );
  await store(context, [...order.items, ...others.flatMap(({ items }) => items)]);
  await context.expectResult(() => orderPage(customer, no), order.page, {
    given: [customer, no],
    hint: pageHint(order.page),
  });
}

async function returnsUndefined(orderPage: OrderPage, context: CheckContext): Promise<void> {
  const [customer, no] = [freshName(), random.int(11, 99)];
  await store(context, orderOf(customer, no * 10, products(1)).items);
  await context.expectResult(() => orderPage(customer, no), undefined, {
    given: [customer, no],
    hint: (found) =>
      found instanceof Error
        ? "The customer has no such order: return undefined instead of throwing."
        : "The customer has no such order, only one whose number begins with the same digits.",
  });
}

async function readsLittle(orderPage: OrderPage, context: CheckContext): Promise<void> {
  const [customer, no] = [freshName(), random.int(11, 99)];
  const order = orderOf(customer, no, products(2));
  const others = [no - 1, no + 1, no * 10 + 1].flatMap(
    (other) => orderOf(customer, other, products(2), "x".repeat(3_000)).items,
  );
  await store(context, [...order.items, ...others]);
  const given = [customer, no];
  const { units, requests } = await context.costOf(() => orderPage(customer, no), order.page, {
    given,
    hint: pageHint(order.page),
  });
  context.expect(units === 0.5, `consumed ${units} units, but 0.5 are enough`, {
    given,
    hint:
      units === 0
        ? THROUGH_DB
        : requests.length > 1
          ? "Each request rounds its units up. The order and its lines are neighbours: one range of the sort key, so one query."
          : "It reads other orders, and drops them. Which range of sort keys begins with the order, and ends with its last line?",
  });
}

export const orderPage = exercise<OrderPage>({
  "returns an order with its lines": returnsPage,
  "keeps 12 and 120 apart": keepsApart,
  "returns undefined for an order that doesn't exist": returnsUndefined,
  "reads nothing of other orders, in one query": readsLittle,
  "lets errors pass": async (orderPage, context) => {
    const [customer, no] = [freshName(), random.int(11, 99)];
    const order = orderOf(customer, no, products(1));
    await store(context, order.items);
    const call = () => orderPage(customer, no);
    await expectFailuresPassedOn(context, () => ({ call, given: customer, right: order.page }));
  },
});
