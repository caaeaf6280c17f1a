import type { DynamoDBClient, TableDescription } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { send, type Output } from "./send";

/**
 * Deletes a table with all its items, and resolves when it is gone.
 *
 * @throws DynamoError `ValidationException` if the table is protected against deletion
 */
export async function deleteTable(db: DynamoDBClient, name: string): Promise<Output> {
  let output: Output;
  try {
    output = await send(db, "DeleteTable", { TableName: name });
  } catch (error) {
    throw await deletionRefused(db, name, error);
  }
  await waitUntilGone(db, name);
  return output;
}

/** The errors of tables that are protected against deletion. */
const protections = new WeakSet<object>();

/** Tells whether a table wasn't deleted because it is protected against that. */
export const isProtected = (error: unknown): error is DynamoError =>
  error instanceof DynamoError && protections.has(error);

/**
 * Says what to do about a table that is protected against deletion. Returns any other error
 * unchanged.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection
 */
async function deletionRefused(db: DynamoDBClient, name: string, error: unknown): Promise<unknown> {
  if (!(error instanceof DynamoError) || error.code !== "ValidationException") return error;
  const table = await describeTable(db, name);
  if (table?.DeletionProtectionEnabled !== true) return error;
  const { cause, request } = error;
  const told = new DynamoError(
    "ValidationException",
    `Table ${name} wasn't deleted: it is protected against deletion. To delete it, first run ` +
      `await db.send(new UpdateTableCommand({ TableName: "${name}", DeletionProtectionEnabled: false }))`,
    { cause, request },
  );
  protections.add(told);
  return told;
}

/** Returns DynamoDB's description of a table; `undefined` if the table doesn't exist. */
export async function describeTable(
  db: DynamoDBClient,
  name: string,
): Promise<TableDescription | undefined> {
  try {
    return (await send(db, "DescribeTable", { TableName: name }))["Table"] as TableDescription;
  } catch (error) {
    if (error instanceof DynamoError && error.code === "ResourceNotFoundException")
      return undefined;
    throw error;
  }
}

/**
 * Resolves with the table's description when the table and its global indexes are ACTIVE.
 *
 * @param found Its description, if it is known already
 * @throws DynamoError `TableNotReady`
 */
export async function waitUntilActive(
  db: DynamoDBClient,
  name: string,
  found?: TableDescription,
): Promise<TableDescription> {
  let table = found;
  if (table !== undefined && isActive(table)) return table;
  await until(name, "ACTIVE", async () => {
    const now = await describeTable(db, name);
    // A table that was just created may be unknown for a moment. One that was known has been
    // deleted.
    if (now === undefined && table !== undefined)
      throw new DynamoError(
        "TableNotReady",
        `${name} was deleted while this program waited for it to be ACTIVE. Create it again.`,
      );
    table = now;
    return isActive(table);
  });
  return table as unknown as TableDescription;
}

/** Whether a table and its global indexes are ACTIVE. */
export const isActive = (table: TableDescription | undefined): boolean =>
  table?.TableStatus === "ACTIVE" &&
  (table.GlobalSecondaryIndexes ?? []).every(({ IndexStatus }) => IndexStatus === "ACTIVE");

/** Resolves when the table no longer exists. @throws DynamoError `TableNotReady` */
export const waitUntilGone = (db: DynamoDBClient, name: string): Promise<void> =>
  until(name, "gone", async () => (await describeTable(db, name)) === undefined);

/** All in milliseconds. */
const TIME_LIMIT = 300_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/**
 * Polls until the condition holds. The SDK's own waiters ignore indexes, and first pause for a
 * whole second.
 */
async function until(name: string, state: string, holds: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + TIME_LIMIT;
  for (let pause = FIRST_PAUSE; !(await holds()); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (Date.now() > deadline)
      throw new DynamoError(
        "TableNotReady",
        `${name} isn't ${state} after ${TIME_LIMIT / 60_000} minutes. Check its status with DescribeTable, then try again.`,
      );
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
