import { int, type ItemOf, joined, oneOf, string, Table, uuid } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

export const [IN_PROGRESS, COMPLETED, CANCELED] = [101, 201, 301] as const;

/** The chapter's table, without its indexes, and with a note that makes an order large. */
export const Orders = Table({
  name: "purchase",
  fields: {
    order_id: uuid(),
    user_id: uuid(),
    product_id: uuid(),
    created: int(),
    order_status: oneOf(IN_PROGRESS, COMPLETED, CANCELED),
    order_status_created: joined("int", "int"),
    note: string().optional(),
  },
  partitionKey: "order_id",
});
/** The same table, for items without the other attributes. */
export const Keys = Table({
  name: "purchase",
  fields: { order_id: uuid() },
  partitionKey: "order_id",
});
export type Order = ItemOf<InstanceType<typeof Orders>>;

/** An order in progress, except for what is given. */
export function orderWith(parts: Partial<Omit<Order, "order_status_created">>): Order {
  const order = {
    order_id: random.uuid(),
    user_id: random.uuid(),
    product_id: random.uuid(),
    created: moment(),
    order_status: IN_PROGRESS,
    ...parts,
  };
  return { ...order, order_status_created: `${order.order_status}_${order.created}` };
}

/** A second between 2011 and 2020, of ten digits. */
export const moment = () => random.int(1_300_000_000, 1_600_000_000);

/** Puts orders in random order, and deletes them after the step. */
export async function store(context: CheckContext, orders: readonly Order[]): Promise<void> {
  await context.put(new Orders(context.db), ...random.shuffled(orders));
}

export const stored = (context: CheckContext, order_id: string) =>
  new Orders(context.db).get({ order_id }, { consistent: true });
