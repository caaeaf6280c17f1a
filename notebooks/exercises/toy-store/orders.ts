import { int } from "../../../lib/fields/numbers";
import { joined, oneOf, string, uuid } from "../../../lib/fields/texts";
import { Table } from "../../../lib/table/table";
import type { ItemOf } from "../../../lib/table/types";
import { random } from "../random";
import type { Trial } from "../trial";

export const [IN_PROGRESS, COMPLETED, CANCELED] = [101, 201, 301] as const;

/** The chapter's table, as its cells make it, without its indexes; and a note, which makes an order large. */
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
/** The same, for what may lack attributes, such as a ghost. */
export const Keys = Table({
  name: "purchase",
  fields: { order_id: uuid() },
  partitionKey: "order_id",
});
export type Order = ItemOf<InstanceType<typeof Orders>>;

/** An order in progress, but for what is said. */
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

/** A second of ten digits, between 2011 and 2020. */
export const moment = () => random.int(1_300_000_000, 1_600_000_000);

/** Stores orders for this step, in any order. */
export async function store(trial: Trial, orders: readonly Order[]): Promise<void> {
  await Promise.all(random.shuffled(orders).map((order) => trial.put(new Orders(trial.db), order)));
}

export const stored = (trial: Trial, order_id: string) =>
  new Orders(trial.db).get({ order_id }, { consistent: true });
