import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { batchWrite } from "../../../lib/index";
import type { AnyTable } from "../framework/any-table";
import type { CheckContext } from "../framework/check-context";
import { deepEqual } from "../framework/deep-equal";
import { exercise } from "../framework/exercise";
import { expectFailuresPassedOn } from "../framework/failures-passed-on";
import { shortPages } from "../framework/faults";
import { random } from "../framework/random";
import { THROUGH_DB } from "../framework/through-db";
import { CANCELED, COMPLETED, IN_PROGRESS, moment } from "./fixtures";
import { hintFor } from "./hints";

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
  "The table must accept orders with the stub's five attributes, and find each by its order_id.";

async function withOrders(
  Answer: DatedOrders,
  context: CheckContext,
  orders: object[],
): Promise<DatedTable> {
  const table = await context.createTable(Answer, { hint: FIELDS });
  // From an iterator: with another key, two orders may be one item.
  const putAll = () =>
    batchWrite(random.shuffled(orders).values(), (order) => table.put(order as never));
  await context.run(putAll, { given: orders[0], hint: FIELDS });
  return table;
}

async function returnsSince(Answer: DatedOrders, context: CheckContext): Promise<void> {
  const [user, from] = [random.uuid(), moment()];
  const times = [from - 20, from - 10, from, from + 10, from + 10, from + 20];
  // The order of the statuses differs from the order of the times.
  const statuses = [CANCELED, IN_PROGRESS, COMPLETED, CANCELED, IN_PROGRESS, COMPLETED];
  const orders = times.map((created, n) => ({
    ...dated(user, created),
    order_status: statuses[n],
  }));
  const table = await withOrders(Answer, context, [...orders, dated(random.uuid(), from + 15)]);
  const expected = times.slice(2);
  await context.expectResult(() => table.since(user, from), expected, {
    given: [user, from],
    hint: hintFor(
      [
        [
          (found) => found.some((one) => !times.includes(one)),
          "Some of these orders are another user's.",
        ],
        [
          (found) => found.some((one) => one < from),
          "Some of these orders are older. The index should sort by time.",
        ],
        [(found) => !found.includes(from), "An order at the first second belongs to the result."],
        [
          (found) => new Set(found).size === found.length && found.length === 3,
          "Two orders of the same second became one. A table's key is unique, an index's key needn't be.",
        ],
        [
          (found) =>
            deepEqual(
              [...found].sort((a, b) => a - b),
              expected,
            ),
          "These are the right orders, but not from the oldest to the newest. What does the index sort by?",
        ],
      ],
      "Use one index, and a query of one range of it. What are its partition key and its sort key?",
    ),
  });
}

async function readsLittle(Answer: DatedOrders, context: CheckContext): Promise<void> {
  const [user, from] = [random.uuid(), moment()];
  const recent = [0, 1, 2, 3].map((later) => dated(user, from + later, "x".repeat(2_000)));
  const table = await withOrders(Answer, context, recent);
  const old = Array.from({ length: 160 }, (_, n) => dated(user, from - 1 - n));
  await context.run(() => batchWrite(...old.map((order) => table.put(order as never))), {
    hint: FIELDS,
  });
  const given = [user, from];
  const { units } = await context.measure(() => table.since(user, from), {
    given,
    hint: "Read the error's message: it says what is wrong.",
  });
  context.expect(
    units === 0.5,
    `consumed ${units} units for the last 4 of 164 orders, but 0.5 is enough`,
    {
      given,
      hint:
        units === 0
          ? THROUGH_DB
          : units > 1.5
            ? "It reads older orders and drops them. Which sort key makes the recent orders one range?"
            : "It also reads the notes, of 2,000 characters each. Project only the attributes that since needs.",
    },
  );
}

async function costsLittle(Answer: DatedOrders, context: CheckContext): Promise<void> {
  const order = { ...dated(random.uuid(), moment()), order_status: IN_PROGRESS };
  const table = await context.createTable(Answer, { hint: FIELDS });
  const creation = await context.measure(() => table.put(order as never), {
    given: order,
    hint: FIELDS,
  });
  context.expect(creation.units <= 2, `consumed ${creation.units} units to create an order`, {
    hint: "Each index that holds the order costs one unit. One index is enough.",
  });
  const changes = { set: { order_status: COMPLETED }, if: { order_status: IN_PROGRESS } };
  const { units } = await context.measure(
    () => table.update({ order_id: order.order_id } as never, changes as never),
    { given: order.order_id, hint: FIELDS },
  );
  context.expect(
    units <= 1,
    `consumed ${units} units to change a status, ${units - 1} of them for the index`,
    {
      hint:
        units > 2
          ? "order_status is part of the index's key, so a change moves the entry. since doesn't need the status in the key."
          : "The index holds a copy of the status, which every change must update. Project only what since needs.",
    },
  );
}

export const datedOrders = exercise<DatedOrders>({
  "returns a user's orders since a given second, of any status, from the oldest": returnsSince,
  "reads every page": async (Answer, context) => {
    const [user, from] = [random.uuid(), moment()];
    const times = [0, 1, 2, 3, 4].map((later) => from + later);
    const table = await withOrders(
      Answer,
      context,
      times.map((created) => dated(user, created)),
    );
    await context.expectResult(() => table.since(user, from), times, {
      given: [user, from],
      during: shortPages(2),
      hint: "The check let each page end after two orders, as 1 MB ends it at AWS. Read on until last is undefined, as all() does.",
    });
  },
  "lets errors pass": async (Answer, context) => {
    const [user, created] = [random.uuid(), moment()];
    const table = await withOrders(Answer, context, [dated(user, created)]);
    await expectFailuresPassedOn(context, () => ({
      call: () => table.since(user, created),
      given: user,
      right: [created],
    }));
  },
  "reads only these orders, without their notes": readsLittle,
  "names its table dated_order": (Answer, context) =>
    context.expectName(Answer, "dated_order", { hint: FIELDS }),
  "takes two units to create an order, and one to change its status": costsLittle,
});
