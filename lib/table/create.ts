import type { CreateTableCommandInput, DynamoDBClient, TableDescription } from "@aws-sdk/client-dynamodb";
import { addressOf } from "../client/address";
import { DynamoError } from "../errors/errors";
import { send, type Output } from "../client/send";
import { differences } from "./schema";

/**
 * Creates the table unless it is there, says which, and answers when table and indexes are ACTIVE.
 *
 * @throws DynamoError `TableDiffers`, `TableNotAdopted`, `TableNotReady`
 */
export async function createTable(db: DynamoDBClient, input: CreateTableCommandInput, adopt: boolean): Promise<Output> {
  const name = input.TableName ?? "";
  const there = await describe(db, name);
  if (there !== undefined && there.TableStatus !== "DELETING") {
    console.log(`${name} table already exists.`);
    return useExisting(db, input, adopt, there);
  }
  if (there !== undefined) await waitUntilGone(db, name);
  console.log(`Creating ${name} table ...`);
  if (await create(db, input)) return { Table: await waitUntilActive(db, name) };
  console.log(`${name} table already exists: somebody else has just created it.`);
  return useExisting(db, input, adopt);
}

/** Creates a table that isn't there, without a word, and answers when it is ACTIVE. */
export async function createQuietly(db: DynamoDBClient, input: CreateTableCommandInput): Promise<void> {
  await send(db, "CreateTable", input);
  await waitUntilActive(db, input.TableName ?? "");
}

/** Creates it; false if it exists by now. */
async function create(db: DynamoDBClient, input: CreateTableCommandInput): Promise<boolean> {
  try {
    await send(db, "CreateTable", input);
    return true;
  } catch (error) {
    if (error instanceof DynamoError && error.code === "ResourceInUseException") return false;
    throw error;
  }
}

async function useExisting(db: DynamoDBClient, input: CreateTableCommandInput, adopt: boolean, found?: TableDescription): Promise<Output> {
  const name = input.TableName ?? "";
  const request = { operation: "CreateTable", input };
  const there = await waitUntilActive(db, name, found);
  const different = differences(there, input);
  if (different.length > 0) {
    throw new DynamoError("TableDiffers", `${name} exists with another definition. ${different.join(". ")}. Change the definition, take another name, or delete that table if nobody needs it.`, { request });
  }
  const { endpoint, region, isLocal } = await addressOf(db);
  if (isLocal || adopt) return { Table: there };
  throw new DynamoError("TableNotAdopted", `${name} exists already at ${endpoint}, region ${region}, where it may be somebody's. If this program is to use it, say createTable({ adopt: "${name}" }).`, { request });
}

/** Deletes the table with all its items, and answers when it is gone. */
export async function deleteTable(db: DynamoDBClient, name: string): Promise<Output> {
  const output = await send(db, "DeleteTable", { TableName: name });
  await waitUntilGone(db, name);
  return output;
}

/** What DynamoDB knows of a table; `undefined` if there is none. */
async function describe(db: DynamoDBClient, name: string): Promise<TableDescription | undefined> {
  try {
    return (await send(db, "DescribeTable", { TableName: name }))["Table"] as TableDescription;
  } catch (error) {
    if (error instanceof DynamoError && error.code === "ResourceNotFoundException") return undefined;
    throw error;
  }
}

/** Waits for the table and its indexes. @param found What is known of it already */
async function waitUntilActive(db: DynamoDBClient, name: string, found?: TableDescription): Promise<TableDescription> {
  if (found !== undefined && isActive(found)) return found;
  let table = found;
  await wait(name, "ACTIVE", async () => {
    const now = await describe(db, name);
    // Just created, a table may be unknown for a moment; one that was known is gone.
    if (now === undefined && table !== undefined) throw new DynamoError("TableNotReady", `${name} was deleted while this was waiting for it to be ACTIVE. Create it again.`);
    table = now;
    return isActive(table);
  });
  return table as unknown as TableDescription;
}

const isActive = (table: TableDescription | undefined) =>
  table?.TableStatus === "ACTIVE" && (table.GlobalSecondaryIndexes ?? []).every(({ IndexStatus }) => IndexStatus === "ACTIVE");

const waitUntilGone = (db: DynamoDBClient, name: string) => wait(name, "gone", async () => (await describe(db, name)) === undefined);

const LIMIT = 300_000;
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

/** Asks until it is so. The SDK's own waiters don't look at indexes, and their first pause is a whole second. */
async function wait(name: string, state: string, isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + LIMIT;
  for (let pause = FIRST_PAUSE; !(await isSo()); pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    if (Date.now() > deadline) throw new DynamoError("TableNotReady", `${name} is not ${state} after ${LIMIT / 60_000} minutes. Look at it with DescribeTable, then try again.`);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
