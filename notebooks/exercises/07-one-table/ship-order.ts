import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { noting } from "../framework/interceptor";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { dayOf2027, freshName, Keys, store, type Stored, stored } from "./fixtures";

type ShipOrder = (customer: string, no: number) => unknown;

const REFUSED = "ConditionalCheckFailedException";

/** An order with this status; in the index if it is open. */
function orderWith(status = "open") {
  const [customer, no, placed] = [freshName(), random.int(1000, 9999), dayOf2027(3)];
  const isListed = { open_at: `warehouse#${freshName()}`, open_since: placed };
  const item: Stored = {
    ...{ pk: `customer#${customer}`, sk: `order#${no}`, kind: "order", note: "fragile" },
    ...{ placed, status },
    ...(status === "open" && isListed),
  };
  return { customer, no, item, given: [customer, no] };
}

function trueHint(found: unknown): string {
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. A reserved word needs a #placeholder, in every expression, and each placeholder must be used.";
  if (found instanceof Error)
    return "This order is open, and should be shipped. Read the error's message.";
  return "The order was open: return true, not the update's response.";
}

function falseHint(found: unknown): string {
  if (codeOf(found) === REFUSED)
    return "This refusal is an expected result. Catch the error, check what it is, and return false.";
  if (found instanceof Error) return "This order can't be shipped: return false.";
  return found === true
    ? "Ship only an order whose status is open: let a condition check it at the moment of writing."
    : "Return true or false.";
}

async function ships(shipOrder: ShipOrder, context: CheckContext): Promise<void> {
  const { customer, no, item, given } = orderWith();
  await store(context, [item]);
  await context.expectResult(() => shipOrder(customer, no), true, { given, hint: trueHint });
  const found = await stored(context, item);
  context.expect(found?.["status"]?.S === "shipped", "left another status", {
    given,
    hint: "SET the status to shipped, a text, in the order's item.",
  });
  context.expect(
    found?.["open_at"] === undefined && found?.["open_since"] === undefined,
    "left attributes of the index's key",
    {
      given,
      hint: "The order leaves the index when its key attributes are gone. One update can both SET and REMOVE.",
    },
  );
  const rest = { ...found, status: undefined };
  const { pk, sk, kind, placed, note } = item;
  const expected = Object.fromEntries(
    Object.entries({ pk, sk, kind, placed, note }).map(([name, S]) => [name, { S }]),
  );
  context.expect(deepEqual(rest, expected), "changed other attributes of the order", {
    given,
    hint: "An update leaves all attributes unchanged that it doesn't name; a put replaces the item.",
  });
}

async function leaves(shipOrder: ShipOrder, context: CheckContext, status: string): Promise<void> {
  const { customer, no, item, given } = orderWith(status);
  await store(context, [item]);
  const before = await stored(context, item);
  await context.expectResult(() => shipOrder(customer, no), false, { given, hint: falseHint });
  const isSame = deepEqual(await stored(context, item), before);
  context.expect(isSame, "returned false, but changed the order", { given, hint: falseHint(true) });
}

export const shipOrder = exercise<ShipOrder>({
  "ships an open order, and takes it out of the index": ships,
  "returns false for an order that is shipped or canceled": async (shipOrder, context) => {
    for (const status of ["shipped", "canceled"]) await leaves(shipOrder, context, status);
  },
  "returns false for an order that doesn't exist, and doesn't create it": async (
    shipOrder,
    context,
  ) => {
    const { customer, no, item, given } = orderWith();
    context.deleteAfterwards(new Keys(context.db), item);
    await context.expectResult(() => shipOrder(customer, no), false, {
      given,
      hint: (found) =>
        found === true
          ? "UpdateItem creates an item that doesn't exist. Which condition does a missing order not satisfy?"
          : falseHint(found),
    });
    const found = await stored(context, item);
    context.expect(found === undefined, "created an order", {
      given,
      hint: "UpdateItem creates an item that doesn't exist. Which condition does a missing order not satisfy?",
    });
  },
  "ships once of five times at once, in one request each": async (shipOrder, context) => {
    const { customer, no, item, given } = orderWith();
    await store(context, [item]);
    const sent: string[] = [];
    const calls = times(5, () => shipOrder(customer, no));
    const during = noting(sent);
    const result = await context.runAtOnce(calls, { given, hint: trueHint, during });
    const count = result.filter((one) => one === true).length;
    context.expect(count === 1, `returned true ${count} times of five`, {
      given,
      hint: "Between a read and a write another call may ship the order. Let the update's condition decide.",
    });
    context.expect(sent.length === 5, `sent ${sent.join(", ") || "nothing through db"}`, {
      given,
      hint: "One UpdateItem can test the status, set it, and remove the other two attributes.",
    });
  },
  "lets other errors pass": (shipOrder, context) =>
    expectFailuresPassedOn(context, async () => {
      const { customer, no, item, given } = orderWith();
      await store(context, [item]);
      return { call: () => shipOrder(customer, no), given, right: true };
    }),
});
