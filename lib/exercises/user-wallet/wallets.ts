import { decimal } from "../../fields/numbers";
import { string } from "../../fields/texts";
import { Table } from "../../table/table";

/** The chapter's table, as its cells make it, and the note that an exercise adds. */
export const Wallets = Table({
  name: "test_table",
  fields: { user_id: string(), balance: decimal().optional(), note: string().optional() },
  partitionKey: "user_id",
  throughput: { read: 1, write: 1 },
});
