import { decimal } from "../../../lib/fields/numbers";
import { string } from "../../../lib/fields/texts";
import { Table } from "../../../lib/table/table";

/** The chapter's table, as its cells make it, and the note that an exercise adds. */
export const Wallets = Table({
  name: "test_table",
  fields: { user_id: string(), balance: decimal().optional(), note: string().optional() },
  partitionKey: "user_id",
  throughput: { read: 1, write: 1 },
});
