/** The tables of the cases in types.cases.ts, as earlier cells of a notebook would declare them. */
export const TABLES = `
import { Table, TransactionError, DynamoError, ItemError, batchGet, batchWrite, decimal, decodeItem, int, joined, measure, oneOf, string, transactGet, transactWrite, uuid } from "../lib";
import type { Cursor, DynamoErrorCode, ItemOf } from "../lib";
import type { ConsumedCapacity, DynamoDBClient, TableDescription } from "@aws-sdk/client-dynamodb";
declare const db: DynamoDBClient;

class UserWallet extends Table({
  name: "user_wallet",
  fields: { user_id: uuid(), balance: int(), savings: decimal().optional(), nickname: string().optional() },
  partitionKey: "user_id",
}) {
  setBalance(user_id: string, balance: number) {
    return this.update({ user_id }, { set: { balance } });
  }
}
const wallets = new UserWallet(db);

const orders = new (Table({
  name: "purchase",
  fields: {
    user_id: uuid(), order_id: string(), created: int(), status: oneOf(101, 201, 301), kind: oneOf("gift", "sale"),
    status_created: joined("int", "int"), product_user: joined("int", "uuid").optional(), note: string().optional(),
  },
  partitionKey: "user_id",
  sortKey: "order_id",
  indexes: {
    by_status: { partitionKey: "status", sortKey: "status_created" },
    by_created: { sortKey: "created" },
    only_keys: { partitionKey: "status", projection: "KEYS_ONLY" },
    only_note: { sortKey: "created", projection: ["note"] },
    by_note: { partitionKey: "note" },
    by_several: { partitionKey: ["status", "kind"], sortKey: ["user_id", "created"], projection: "KEYS_ONLY" },
  },
}))(db);

/** True only if both are the same type: not wider, not narrower, not any. */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends (<T>() => T extends B ? 1 : 2) ? true : false;
const is = <T extends true>(): void => undefined;
/** Checks the type of a value. */
const typeIs = <B>() => <const A>(_value: A, _same: Same<A, B>): void => undefined;
`;

/** The type of an item of `orders`. */
export const ORDER = `{
  user_id: string; order_id: string; created: number; status: 101 | 201 | 301; kind: "gift" | "sale";
  status_created: \`\${number}_\${number}\`; product_user?: \`\${number}_\${string}\`; note?: string;
}`;
