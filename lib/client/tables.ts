/** Tables as a whole: what DynamoDB knows of them, and waiting for their states. */
import type { DynamoDBClient, TableDescription } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../errors/errors";
import { send, type Output } from "./send";

/** Deletes the table with all its items, and answers when it is gone. */
export async function deleteTable(db: DynamoDBClient, name: string): Promise<Output> {
  const output = await send(db, "DeleteTable", { TableName: name });
  await waitUntilGone(db, name);
  return output;
}

/** What DynamoDB knows of a table; `undefined` if there is none. */
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

/** Waits for the table and its indexes. @param found What is known of it already */
export async function waitUntilActive(
  db: DynamoDBClient,
  name: string,
  found?: TableDescription,
): Promise<TableDescription> {
  if (found !== undefined && isActive(found)) return found;
  let table = found;
  await wait(name, "ACTIVE", async () => {
    const now = await describeTable(db, name);
    // Just created, a table may be unknown for a moment; one that was known is gone.
    if (now === undefined && table !== undefined)
      throw new DynamoError(
        "TableNotReady",
        `${name} was deleted while this was waiting for it to be ACTIVE. Create it again.`,
      );
    table = now;
    return isActive(table);
  });
  return table as unknown as TableDescription;
}

const isActive = (table: TableDescription | undefined) =>
  table?.TableStatus === "ACTIVE" &&
  (table.GlobalSecondaryIndexes ?? []).every(({ IndexStatus }) => IndexStatus === "ACTIVE");

export const waitUntilGone = (db: DynamoDBClient, name: string) =>
  wait(name, "gone", async () => (await describeTable(db, name)) === undefined);

const LIMIT = 300_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/** Asks until it is so. The SDK's own waiters don't look at indexes, and their first pause is a whole second. */
async function wait(name: string, state: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LIMIT;
  for (let pause = FIRST_PAUSE; !(await isSo()); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (Date.now() > deadline)
      throw new DynamoError(
        "TableNotReady",
        `${name} is not ${state} after ${LIMIT / 60_000} minutes. Look at it with DescribeTable, then try again.`,
      );
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
