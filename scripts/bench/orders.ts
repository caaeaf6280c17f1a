/** The items that the benchmark writes and reads: orders, of six attributes each. */

export type OrderKey = { customer: string; order: string };
export type Order = OrderKey & {
  placedAt: string;
  status: "open" | "shipped";
  /** In cents. */
  total: number;
  pieces: number;
};

export const TABLE = "bench_orders";
/** How many orders a query returns. */
export const PAGE = 100;
export const CUSTOMER = "7d2f1c64-0b5e-4c3a-9f27-3f1f0e8b6a10";

/** The orders of one customer, by their sort key. */
export const ORDERS: readonly Order[] = Array.from({ length: PAGE }, (_, n) => ({
  customer: CUSTOMER,
  order: `2026-11-${String(1 + Math.floor(n / 4)).padStart(2, "0")}#${String(n).padStart(6, "0")}`,
  placedAt: `2026-11-${String(1 + Math.floor(n / 4)).padStart(2, "0")}T10:${String(n % 60).padStart(2, "0")}:00.000Z`,
  status: "open",
  total: 1999 + 731 * n,
  pieces: 1 + (n % 9),
}));

export const FIRST = ORDERS[0] as Order;
export const keyOf = ({ customer, order }: OrderKey): OrderKey => ({ customer, order });

/** What `ship` makes of an open order. */
export const SHIPPED_PIECES = 12;
export const SHIPPED: Order = { ...FIRST, status: "shipped", pieces: SHIPPED_PIECES };

/** One way to use DynamoDB: a library, or the SDK by hand. */
export type Side = {
  put(order: Order): Promise<unknown>;
  get(key: OrderKey): Promise<object | undefined>;
  /**
   * Makes an open order a shipped one with so many pieces, and resolves with all of it.
   *
   * @throws if it isn't open
   */
  ship(key: OrderKey, pieces: number): Promise<object | undefined>;
  /** Resolves with a customer's orders, by their sort key. */
  query(customer: string): Promise<object[]>;
};

/** Makes a side that sends to this endpoint, where its table exists. */
export type MakeSide = (at: { endpoint: string; accessKeyId: string }) => Promise<Side> | Side;
