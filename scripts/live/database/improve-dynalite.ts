/**
 * What this database does in place of dynalite's functions, which dynalite's own actions and checks
 * then call as well.
 */
import db from "dynalite/db";
import { compare } from "./conditions";
import { readPage } from "./pages";
import { itemSize, type Value } from "./values";

export function improveDynalite(): void {
  // dynalite counts letters, DynamoDB the bytes of UTF-8.
  db.itemSize = itemSize;
  // dynalite compares lists and maps by identity, and text by UTF-16.
  db.compare = (comparison, value, operand) =>
    compare(
      comparison,
      value as Value,
      Array.isArray(operand) ? (operand as Value[]) : [operand as Value],
    );
  // dynalite ends an entry's key with a hash of 24 bits, so two items can share one entry.
  db.createIndexKey = (item, table, schema) =>
    db.createKey(item, table, schema) + db.createKey(item, table);
  db.queryTable = readPage;
}
