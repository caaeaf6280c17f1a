import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { send } from "./send";
import { deleteTable, isProtected } from "./tables";

/** The tables that were created through a client of `connect()`, in order. */
const created = new WeakMap<DynamoDBClient, Set<string>>();

/** Keeps track of the tables that this client creates and deletes. */
export function rememberCreatedTables(client: DynamoDBClient): void {
  const names = new Set<string>();
  created.set(client, names);
  client.middlewareStack.add(
    (next, { commandName = "" }) => {
      if (commandName !== "CreateTableCommand" && commandName !== "DeleteTableCommand") return next;
      return async (args) => {
        const response = await next(args);
        const { TableName = "" } = args.input as { TableName?: string };
        if (commandName === "CreateTableCommand") names.add(TableName);
        else names.delete(TableName);
        return response;
      };
    },
    { name: "rememberCreatedTables", step: "initialize" },
  );
}

/**
 * Deletes the tables that were created through this client, with all their items, and prints a line
 * for each: whether it is deleted, or why not and what to do. Resolves when they are gone. Other
 * tables are left alone, and named. You may call it again.
 *
 * @throws DynamoError of the first table that wasn't deleted for another reason than its protection
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html
 */
export async function cleanUp(db: DynamoDBClient): Promise<void> {
  const existing = await tableNames(db);
  if (existing.length === 0) console.log("Nothing to clean up: there are no tables.");
  const isOurs = (name: string) => created.get(db)?.has(name) === true;
  const others = existing.filter((name) => !isOurs(name));
  const outcomes = await Promise.all(existing.filter(isOurs).map((name) => remove(db, name)));
  for (const { line } of outcomes) console.log(line);
  if (others.length > 0)
    console.log(`Left alone, because this notebook didn't create them: ${others.join(", ")}.`);
  const failed = outcomes.find(({ error }) => error !== undefined);
  if (failed?.error !== undefined) throw failed.error;
}

/** What became of a table: the line that says so, and an error that nobody expects. */
type Outcome = { line: string; error?: Error };

async function remove(db: DynamoDBClient, name: string): Promise<Outcome> {
  try {
    await deleteTable(db, name);
    return { line: `Deleted table ${name}.` };
  } catch (error) {
    if (isProtected(error)) return { line: error.message };
    if (error instanceof DynamoError && error.code === "ResourceNotFoundException")
      return { line: `Table ${name} was gone already.` };
    if (!(error instanceof Error)) throw error;
    return { line: `Table ${name} wasn't deleted: ${error.message}`, error };
  }
}

async function tableNames(db: DynamoDBClient): Promise<string[]> {
  const names: string[] = [];
  let last: unknown;
  do {
    const start = last === undefined ? {} : { ExclusiveStartTableName: last };
    const { TableNames = [], LastEvaluatedTableName } = await send(db, "ListTables", start);
    names.push(...(TableNames as string[]));
    last = LastEvaluatedTableName;
  } while (last !== undefined);
  return names;
}
