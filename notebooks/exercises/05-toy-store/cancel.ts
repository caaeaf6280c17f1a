import { times } from "../framework/at-once";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { staleReads } from "../framework/faults";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";
import { CANCELED, COMPLETED, Keys, Orders, orderWith, store, stored } from "./fixtures";

type Cancel = (order_id: string) => PromiseLike<boolean>;

/** A hint for an answer that doesn't return false as it should. */
const falseHint =
  (whenTrue: string) =>
  (found: unknown): string => {
    if (codeOf(found) === "ConditionalCheckFailedException")
      return "This refusal is an expected result. Catch the error, check its code, and return false.";
    if (found instanceof Error)
      return "This order can't be canceled, so return false instead of throwing.";
    return found === true ? whenTrue : "Return true or false, not the update's result.";
  };

async function cancelsOpen(cancel: Cancel, context: CheckContext): Promise<void> {
  const order = orderWith({});
  await store(context, [order]);
  await context.expectResult(() => cancel(order.order_id), true, {
    given: order.order_id,
    hint: (found) =>
      found instanceof Error
        ? "Read the error's message: it says what is wrong with the request."
        : "Return true if the order was canceled, not the update's result.",
  });
  const now = await stored(context, order.order_id);
  const expected = {
    ...order,
    order_status: CANCELED,
    order_status_created: `${CANCELED}_${order.created}`,
  };
  const given = order.order_id;
  context.expect(now !== undefined, "deleted the order", {
    given,
    hint: "A canceled order stays in the table, with another status.",
  });
  context.expect(
    now?.order_status === CANCELED,
    `returned true and left order_status at ${now?.order_status}`,
    { given, hint: "Set the status to canceled, 301, and await the update." },
  );
  context.expect(
    now?.order_status_created !== order.order_status_created,
    `left order_status_created at ${order.order_status_created}`,
    {
      given,
      hint: "The status is stored in two attributes. The indexes use the second one.",
    },
  );
  context.expect(
    deepEqual(now, expected),
    `changed the order's other attributes: its key is ${now?.order_status_created}, its time ${now?.created}`,
    {
      given,
      hint: "Change only the status. The time in order_status_created is still the order's time of creation.",
    },
  );
}

/** Requires that the answer returns false, and leaves an order with this status unchanged. */
const leavesUnchanged =
  (order_status: typeof COMPLETED | typeof CANCELED, whenTrue: string) =>
  async (cancel: Cancel, context: CheckContext): Promise<void> => {
    const order = orderWith({ order_status });
    await store(context, [order]);
    await context.expectResult(() => cancel(order.order_id), false, {
      given: order.order_id,
      hint: falseHint(whenTrue),
    });
    context.expect(
      deepEqual(await stored(context, order.order_id), order),
      "returned false, but changed the order",
      {
        given: order.order_id,
        hint: "Put the condition into the update itself, so that it writes nothing if the condition fails.",
      },
    );
  };

async function createsNone(cancel: Cancel, context: CheckContext): Promise<void> {
  const order_id = random.uuid();
  context.deleteAfterwards(new Orders(context.db), { order_id });
  const ghost =
    "UpdateItem creates a missing item. Add a condition that only an order in progress satisfies.";
  await context.expectResult(() => cancel(order_id), false, {
    given: order_id,
    hint: falseHint(ghost),
  });
  context.expect(
    (await new Keys(context.db).get({ order_id }, { consistent: true })) === undefined,
    "returned false, but created an order",
    { given: order_id, hint: ghost },
  );
}

async function onlyOnce(cancel: Cancel, context: CheckContext): Promise<void> {
  const order = orderWith({});
  await store(context, [order]);
  const feedback = { given: order.order_id, hint: falseHint("") };
  const eight = times(8, () => cancel(order.order_id));
  const said = await context.runAtOnce(eight, feedback);
  const count = said.filter((one) => one).length;
  context.expect(count === 1, `returned true ${count} times of 8`, {
    given: order.order_id,
    hint: "All eight calls read the order as in progress. Let DynamoDB check the status at the moment of the write.",
  });
}

export const cancel = exercise<Cancel>({
  "cancels an order in progress and returns true": cancelsOpen,
  "leaves a completed order unchanged and returns false": leavesUnchanged(
    COMPLETED,
    "A completed order can't be canceled. Update it on condition that it's in progress.",
  ),
  "returns false for an order that was canceled before": leavesUnchanged(
    CANCELED,
    "This order was canceled by another call. Which status must it have for this call to cancel it?",
  ),
  "returns false for an order that doesn't exist, and doesn't create it": createsNone,
  "returns true for one of eight concurrent calls": onlyOnce,
  "cancels an order of the last moment": async (cancel, context) => {
    const order = orderWith({});
    await store(context, [order]);
    await context.expectResult(() => cancel(order.order_id), true, {
      given: order.order_id,
      hint: "The check simulated an eventually consistent read that doesn't find the order yet, as may happen at AWS. Read it with strong consistency, or not at all.",
      during: staleReads,
    });
  },
  "lets other errors pass": (cancel, context) =>
    expectFailuresPassedOn(context, async () => {
      const order = orderWith({});
      await store(context, [order]);
      return { call: () => cancel(order.order_id), given: order.order_id, right: true };
    }),
});
