import { int, type ItemOf, string, Table } from "../../../lib/index";
import type { CheckContext } from "../framework/check-context";
import { random } from "../framework/random";
import { storedItem } from "../framework/stored-item";

/** The chapter's table, without its indexes, and with the attributes of the exercises' items. */
export const Store = Table({
  name: "store",
  fields: {
    pk: string(),
    sk: string(),
    kind: string(),
    name: string().optional(),
    placed: string().optional(),
    status: string().optional(),
    product: string().optional(),
    quantity: int().optional(),
    price: int().optional(),
    version: int().optional(),
    note: string().optional(),
    gsi1pk: string().optional(),
    gsi1sk: string().optional(),
    open_at: string().optional(),
    open_since: string().optional(),
  },
  partitionKey: "pk",
  sortKey: "sk",
});
export type Stored = ItemOf<InstanceType<typeof Store>>;
export type StoreKey = Pick<Stored, "pk" | "sk">;

/** The same table, for items that need nothing but their key. */
export const Keys = Table({
  name: "store",
  fields: { pk: string(), sk: string() },
  partitionKey: "pk",
  sortKey: "sk",
});

/** Puts items in random order, and deletes them after the step. */
export async function store(context: CheckContext, items: readonly Stored[]): Promise<void> {
  await context.put(new Store(context.db), ...random.shuffled(items));
}

/** The item as stored; `undefined` if it doesn't exist. */
export const stored = (context: CheckContext, { pk, sk }: StoreKey) =>
  storedItem(context.db, "store", { pk: { S: pk }, sk: { S: sk } });

/** A name that no other run uses. */
export const freshName = () => random.uuid().slice(0, 8);

/** A day of 2027, such as 2027-03-14, so many days after its first. */
export const dayOf2027 = (days: number): string =>
  new Date(Date.UTC(2027, 0, 1 + days)).toISOString().slice(0, 10);
