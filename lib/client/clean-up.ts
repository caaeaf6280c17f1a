import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadSdk } from "./sdk";
import { deleteTable } from "./tables";

/** The tables that were created through a client of `connect()`, in order. */
const created = new WeakMap<DynamoDBClient, Set<string>>();

/** Keeps track of the tables that this client creates and deletes. */
export function rememberCreatedTables(client: DynamoDBClient): void {
  const names = new Set<string>();
  created.set(client, names);
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const response = await next(args);
      const { TableName = "" } = args.input as { TableName?: string };
      if (context.commandName === "CreateTableCommand") names.add(TableName);
      if (context.commandName === "DeleteTableCommand") names.delete(TableName);
      return response;
    },
    { name: "rememberCreatedTables", step: "initialize" },
  );
}

/**
 * Deletes the tables that were created through this client, with all their items, and prints their
 * names. Resolves when they are gone. Other tables are left alone, and named. You may call it
 * again.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export async function cleanUp(db: DynamoDBClient): Promise<void> {
  const existing = await tableNames(db);
  if (existing.length === 0) console.log("Nothing to clean up: there are no tables.");
  const isOurs = (name: string) => created.get(db)?.has(name) === true;
  const others = existing.filter((name) => !isOurs(name));
  const ours = existing.filter(isOurs);
  await Promise.all(ours.map((name) => deleteTable(db, name)));
  for (const name of ours) console.log(`Deleted table ${name}.`);
  if (others.length > 0)
    console.log(`Left alone, because this notebook didn't create them: ${others.join(", ")}.`);
}

async function tableNames(db: DynamoDBClient): Promise<string[]> {
  const { paginateListTables } = await loadSdk();
  const names: string[] = [];
  for await (const { TableNames = [] } of paginateListTables({ client: db }, {}))
    names.push(...TableNames);
  return names;
}
