import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { Trial } from "../trial";
import { CANCELED, COMPLETED, Keys, Orders, orderWith, store, stored } from "./orders";
import { codeOf } from "./times";

type Cancel = (order_id: string) => PromiseLike<boolean>;

/** Why a cancel that should say no doesn't. */
const shouldSayNo =
  (whenTrue: string) =>
  (found: unknown): string => {
    if (codeOf(found) === "ConditionalCheckFailedException")
      return "This refusal is an answer that you expect. Catch it, look at its code, and give false.";
    if (found instanceof Error)
      return "This is no reason to fail: nothing can be canceled here, so the answer is false.";
    return found === true ? whenTrue : "Give true or false, whatever the update gives.";
  };

async function cancelsOpen(cancel: Cancel, trial: Trial): Promise<void> {
  const order = orderWith({});
  await store(trial, [order]);
  await trial.gives(() => cancel(order.order_id), true, {
    given: order.order_id,
    hint: (found) =>
      found instanceof Error
        ? "The error says what is wrong with the request."
        : "Give true where it did cancel the order, whatever the update gives.",
  });
  const now = await stored(trial, order.order_id);
  const expected = {
    ...order,
    order_status: CANCELED,
    order_status_created: `${CANCELED}_${order.created}`,
  };
  const given = order.order_id;
  trial.holds(now !== undefined, "deleted the order", {
    given,
    hint: "A canceled order stays in the table, with another status.",
  });
  trial.holds(
    now?.order_status === CANCELED,
    `gave true and left order_status at ${now?.order_status}`,
    { given, hint: "Set the status to canceled, which is 301, and await the update." },
  );
  trial.holds(
    now?.order_status_created !== order.order_status_created,
    `left order_status_created at ${order.order_status_created}`,
    {
      given,
      hint: "The status stands in two attributes. The indexes find an order by the second one.",
    },
  );
  trial.holds(
    same(now, expected),
    `changed the order's other attributes: its key is ${now?.order_status_created}, its time ${now?.created}`,
    {
      given,
      hint: "Only the status changes. The time in order_status_created is still the time at which the order was created.",
    },
  );
}

/** An order that can't be canceled stays as it is, and the answer says no. */
const leaves =
  (order_status: typeof COMPLETED | typeof CANCELED, whenTrue: string) =>
  async (cancel: Cancel, trial: Trial): Promise<void> => {
    const order = orderWith({ order_status });
    await store(trial, [order]);
    await trial.gives(() => cancel(order.order_id), false, {
      given: order.order_id,
      hint: shouldSayNo(whenTrue),
    });
    trial.holds(
      same(await stored(trial, order.order_id), order),
      "gave false, and changed the order",
      {
        given: order.order_id,
        hint: "The condition belongs into the update itself, so that nothing is written where it doesn't hold.",
      },
    );
  };

async function createsNone(cancel: Cancel, trial: Trial): Promise<void> {
  const order_id = random.uuid();
  trial.forget(new Orders(trial.db), { order_id });
  const ghost =
    "UpdateItem creates what it doesn't find. It needs a condition that only an order in progress fulfils.";
  await trial.gives(() => cancel(order_id), false, { given: order_id, hint: shouldSayNo(ghost) });
  trial.holds(
    (await new Keys(trial.db).get({ order_id }, { consistent: true })) === undefined,
    "gave false, and created an order that nobody placed",
    { given: order_id, hint: ghost },
  );
}

async function onlyOnce(cancel: Cancel, trial: Trial): Promise<void> {
  const order = orderWith({});
  await store(trial, [order]);
  const failure = { given: order.order_id, hint: shouldSayNo("") };
  const said = await trial.answer(
    () => Promise.all(Array.from({ length: 8 }, () => cancel(order.order_id))),
    failure,
  );
  const count = said.filter((one) => one).length;
  trial.holds(count === 1, `said ${count} times of 8 that it did`, {
    given: order.order_id,
    hint: "Eight calls at once all find the order in progress. Looking first doesn't help: DynamoDB must look at the moment of writing.",
  });
}

export const cancel = exercise<Cancel>({
  "cancels an order in progress, and gives true": cancelsOpen,
  "leaves a completed order as it is, and gives false": leaves(
    COMPLETED,
    "A completed order can't be canceled. It may be changed on one condition only: that it is in progress.",
  ),
  "gives false for an order that was canceled before": leaves(
    CANCELED,
    "Somebody else canceled it before. Which status must the order have, so that this call is the one that does it?",
  ),
  "gives false for an order that isn't there, and creates none": createsNone,
  "does it once, though eight ask at the same time": onlyOnce,
});
