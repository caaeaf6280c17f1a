import { int, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";

/** The chapter's tables, with a note that other programs may have added. */
export const Stock = Table({
  name: "toy_stock",
  fields: {
    product: string(),
    left: int(),
    price: int(),
    version: int(),
    note: string().optional(),
  },
  partitionKey: "product",
});
export const Deliveries = Table({
  name: "toy_delivery",
  fields: { delivery_id: string() },
  partitionKey: "delivery_id",
});
export const Leases = Table({
  name: "toy_lease",
  fields: { job: string(), holder: string(), expires: int(), note: string().optional() },
  partitionKey: "job",
});
export const Sales = Table({
  name: "toy_sales_sharded",
  fields: { day: string(), at: int(), sale: string() },
  partitionKey: "day",
  sortKey: "at",
});

export type Product = {
  product: string;
  left: number;
  price: number;
  version: number;
  note?: string;
};

/** Puts a new product, except for what is given as in the chapter, and deletes it after the step. */
export async function newProduct(
  context: CheckContext,
  parts: Partial<Omit<Product, "product">> = {},
): Promise<Product> {
  const product = {
    product: `toy-${random.uuid().slice(0, 8)}`,
    left: random.int(20, 90),
    price: random.int(20, 90),
    version: random.int(1, 9),
    note: "by the door",
    ...parts,
  };
  await context.put(new Stock(context.db), product);
  return product;
}

/** The stored product, with all its attributes. */
export const productOf = (context: CheckContext, product: string): Promise<Product | undefined> =>
  context.read(() => new Stock(context.db).get({ product }, { consistent: true }), {
    given: product,
    hint: "The product can't be read: left, price and version must be whole numbers, stored as type N.",
  });

/** The name of a product that doesn't exist; what an answer creates is deleted after the step. */
export function missingProduct(context: CheckContext): string {
  const product = `toy-${random.uuid().slice(0, 8)}`;
  context.deleteAfterwards(new Stock(context.db), { product });
  return product;
}
