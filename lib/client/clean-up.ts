import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadSdk } from "./sdk";
import { deleteTable } from "./tables";

/** The tables that were created through a client of `connect()`, in order. */
const created = new WeakMap<DynamoDBClient, Set<string>>();

/** Keeps the name of every table that this client creates or deletes. */
export function rememberCreatedTables(client: DynamoDBClient): void {
  const names = new Set<string>();
  created.set(client, names);
  client.middlewareStack.add(
    (next, context) => async (args) => {
      const answer = await next(args);
      const { TableName } = args.input as { TableName?: string };
      if (TableName !== undefined && context.commandName === "CreateTableCommand")
        names.add(TableName);
      if (TableName !== undefined && context.commandName === "DeleteTableCommand")
        names.delete(TableName);
      return answer;
    },
    { name: "rememberCreatedTables", step: "initialize" },
  );
}

/**
 * Deletes the tables that were created through this client, with all their items, waits until they are gone, and says so.
 * Tables that were there before are named and left alone. May be called again.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export async function cleanUp(db: DynamoDBClient): Promise<void> {
  const { paginateListTables } = await loadSdk();
  const there: string[] = [];
  for await (const page of paginateListTables({ client: db }, {}))
    there.push(...(page.TableNames ?? []));

  const ours = created.get(db) ?? new Set<string>();
  const doomed = there.filter((name) => ours.has(name));
  await Promise.all(doomed.map((name) => deleteTable(db, name)));
  for (const name of doomed) console.log(`Deleted table ${name}.`);
  const others = there.filter((name) => !doomed.includes(name));
  if (others.length > 0)
    console.log(`Left alone, because this notebook didn't create them: ${others.join(", ")}.`);
  if (there.length === 0) console.log("Nothing to clean up: there are no tables.");
}
