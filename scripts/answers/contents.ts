import { isDeepStrictEqual } from "node:util";
import { type DynamoDBClient, paginateListTables } from "@aws-sdk/client-dynamodb";
import { describeTable } from "../../lib/client/tables";
import { type Items, itemsOf } from "../../notebooks/exercises/framework/table-items";

/** The items of all tables, by the table's name. */
export type Contents = ReadonlyMap<string, Items>;

/** Reads all tables of a database. */
export async function contentsOf(db: DynamoDBClient): Promise<Contents> {
  const contents = new Map<string, Items>();
  for await (const { TableNames = [] } of paginateListTables({ client: db }, {}))
    for (const name of TableNames) {
      const { KeySchema = [] } = (await describeTable(db, name)) ?? {};
      const keys = KeySchema.map(({ AttributeName = "" }) => AttributeName);
      contents.set(name, await itemsOf(db, name, keys));
    }
  return contents;
}

/** Names each table and each item that isn't as it was before. */
export function changes(before: Contents, after: Contents): string[] {
  return namesOf(before, after).flatMap((table) => {
    const [old, now] = [before.get(table), after.get(table)];
    if (old === undefined || now === undefined) return [`${change(old, now)} the table ${table}`];
    return namesOf(old, now)
      .filter((key) => !isDeepStrictEqual(old.get(key), now.get(key)))
      .map((key) => `${change(old.get(key), now.get(key))} the item ${key} of ${table}`);
  });
}

const namesOf = (...maps: ReadonlyMap<string, unknown>[]): string[] => [
  ...new Set(maps.flatMap((map) => [...map.keys()])),
];

function change(old: unknown, now: unknown): string {
  if (old === undefined) return "left";
  return now === undefined ? "deleted" : "changed";
}
