import { decimal, string, Table } from "../../../lib/index";

/** The chapter's table, with a field for the note of an exercise. */
export const Wallets = Table({
  name: "test_table",
  fields: { user_id: string(), balance: decimal().optional(), note: string().optional() },
  partitionKey: "user_id",
  throughput: { read: 1, write: 1 },
});
