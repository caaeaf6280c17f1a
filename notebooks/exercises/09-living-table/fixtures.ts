import { int, type ItemOf, oneOf, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { codeOf } from "../framework/internals";
import { random } from "../framework/random";

export const REFUSED = "ConditionalCheckFailedException";

/** The chapter's tables, without their indexes. Fields that only some items have are optional. */
export const Orders = Table({
  name: "toy_order",
  fields: {
    customer: string(),
    order_no: int(),
    order_status: oneOf("open", "paid", "sent"),
    product: string().optional(),
    toy: string().optional(),
    color: string().optional(),
    form: int().optional(),
  },
  partitionKey: "customer",
  sortKey: "order_no",
});
export const Carts = Table({
  name: "toy_cart",
  fields: {
    customer: string(),
    toys: string(),
    deleted_at: int().optional(),
    expires_at: int().optional(),
  },
  partitionKey: "customer",
});
export const Counts = Table({
  name: "toy_count",
  fields: { toy: string(), orders: int() },
  partitionKey: "toy",
});
export const Seen = Table({
  name: "toy_count_seen",
  fields: { event: string() },
  partitionKey: "event",
});
export type Order = ItemOf<InstanceType<typeof Orders>>;

/** A color so long that an order has about 8 KB. */
export const LARGE = "x".repeat(8_000);

export const anyone = () => `customer-${random.uuid().slice(0, 8)}`;
export const anyToy = () => `toy-${random.uuid().slice(0, 8)}`;

/** A paid order in today's form, except for what is given. */
export const orderWith = (parts: Partial<Order>): Order => ({
  customer: anyone(),
  order_no: random.int(1_000, 900_000),
  order_status: "paid",
  toy: anyToy(),
  color: "red",
  form: 2,
  ...parts,
});

/** Puts orders in random order, and deletes them after the step. */
export async function store(context: CheckContext, orders: readonly Order[]): Promise<void> {
  await context.put(new Orders(context.db), ...random.shuffled(orders));
}

/** A hint for an error of a request; `undefined` if none was thrown. */
export function errorHint(found: unknown): string | undefined {
  if (codeOf(found) === "ValidationException")
    return "DynamoDB rejects the request: read the error's message. Each placeholder of an expression needs its value, and each value must be used.";
  if (codeOf(found) === "RequestInvalid")
    return "This request wasn't sent: read the error's message.";
  return found instanceof Error ? "Read the error's message: it says what is wrong." : undefined;
}

/** A hint for a result that isn't a list of numbers; `undefined` if it is one. */
export function numbersHint(found: unknown): string | undefined {
  if (found instanceof Error) return errorHint(found);
  if (Array.isArray(found) && found.every((one) => typeof one === "number")) return undefined;
  return "The numbers are a list: the attribute order_no of each order, as a number.";
}
