import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { batchWrite } from "../../../lib/requests/batches";
import type { WriteRequest } from "../../../lib/requests/write";
import { exercise } from "../exercise";
import { random } from "../random";
import { same } from "../same";
import type { AnyTable, Trial } from "../trial";
import { CANCELED, COMPLETED, IN_PROGRESS, moment } from "./orders";
import { hints } from "./times";

type DatedTable = AnyTable & {
  since(user: string, second: number): PromiseLike<number[]>;
  update(key: never, changes: never): PromiseLike<unknown>;
};
type DatedOrders = new (db: DynamoDBClient, options?: { name?: string }) => DatedTable;

const dated = (user_id: string, created: number, note = "wrap it") => ({
  order_id: random.uuid(),
  user_id,
  created,
  note,
  order_status: random.pick([IN_PROGRESS, COMPLETED, CANCELED]),
});

const FIELDS =
  "The table must take orders with the five attributes of the stub, and find each by its order_id.";

async function withOrders(
  Answer: DatedOrders,
  trial: Trial,
  orders: object[],
): Promise<DatedTable> {
  const table = await trial.created(Answer, { hint: FIELDS });
  await Promise.all(
    random
      .shuffled(orders)
      .map((order) =>
        trial.answer(() => table.put(order as never), { given: order, hint: FIELDS }),
      ),
  );
  return table;
}

async function givesSince(Answer: DatedOrders, trial: Trial): Promise<void> {
  const [user, from] = [random.uuid(), moment()];
  const times = [from - 20, from - 10, from, from + 10, from + 10, from + 20];
  // No order of the statuses is also the order of the times.
  const statuses = [CANCELED, IN_PROGRESS, COMPLETED, CANCELED, IN_PROGRESS, COMPLETED];
  const orders = times.map((created, n) => ({
    ...dated(user, created),
    order_status: statuses[n],
  }));
  const table = await withOrders(Answer, trial, [...orders, dated(random.uuid(), from + 15)]);
  const expected = times.slice(2);
  await trial.gives(() => table.since(user, from), expected, {
    given: [user, from],
    hint: hints(
      [
        [
          (found) => found.some((one) => !times.includes(one)),
          "There are orders of somebody else among them.",
        ],
        [
          (found) => found.some((one) => one < from),
          "There are older ones among them. Time must be what the index sorts by.",
        ],
        [(found) => !found.includes(from), "The first second belongs to it."],
        [
          (found) => new Set(found).size === found.length && found.length === 3,
          "Two orders of the same second became one. The key of a table is unique, the key of an index needn't be.",
        ],
        [
          (found) =>
            same(
              [...found].sort((a, b) => a - b),
              expected,
            ),
          "The right orders, but not from the oldest to the newest. What does the index sort by?",
        ],
      ],
      "One index, and a query that reads a stretch of it: by whom, and sorted by what?",
    ),
  });
}

async function readsLittle(Answer: DatedOrders, trial: Trial): Promise<void> {
  const [user, from] = [random.uuid(), moment()];
  const recent = [0, 1, 2, 3].map((later) => dated(user, from + later, "x".repeat(2_000)));
  const table = await withOrders(Answer, trial, recent);
  const old = Array.from({ length: 160 }, (_, n) => dated(user, from - 1 - n));
  await trial.answer(
    () => batchWrite(...old.map((order) => table.put(order as never) as WriteRequest<unknown>)),
    { hint: FIELDS },
  );
  const given = [user, from];
  const { units } = await trial.measured(() => table.since(user, from), {
    given,
    hint: "The error says what is wrong.",
  });
  trial.holds(
    units <= 0.5,
    `consumed ${units} units for the last 4 of 164 orders, where 0.5 is enough`,
    {
      given,
      hint:
        units > 1.5
          ? "It reads old orders, too, and drops them afterwards. With which sort key are the new ones a stretch of their own?"
          : "It reads the notes as well, of 2,000 letters each. What must the index hold, so that since can answer? That is its projection.",
    },
  );
}

async function costsLittle(Answer: DatedOrders, trial: Trial): Promise<void> {
  const order = { ...dated(random.uuid(), moment()), order_status: IN_PROGRESS };
  const table = await trial.created(Answer, { hint: FIELDS });
  const creation = await trial.measured(() => table.put(order as never), {
    given: order,
    hint: FIELDS,
  });
  trial.holds(creation.units <= 2, `consumed ${creation.units} units to create an order`, {
    hint: "Each index that holds the order costs a unit. One index is enough.",
  });
  const changes = { set: { order_status: COMPLETED }, if: { order_status: IN_PROGRESS } };
  const { units } = await trial.measured(
    () => table.update({ order_id: order.order_id } as never, changes as never),
    { given: order.order_id, hint: FIELDS },
  );
  trial.holds(
    units <= 1,
    `consumed ${units} units to change a status, of which the index took ${units - 1}`,
    {
      hint:
        units > 2
          ? "order_status is part of the index's key, so a change moves the order. This question doesn't ask for the status."
          : "The index holds a copy of the status, which must be kept up to date. Project only what the answer needs.",
    },
  );
}

export const datedOrders = exercise<DatedOrders>({
  "gives a user's orders since a moment, whatever their status, from the oldest": givesSince,
  "reads these orders only, without their notes": readsLittle,
  "takes two units to create an order, and one to change its status": costsLittle,
});
