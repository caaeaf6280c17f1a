import type {
  CreateTableCommandInput,
  DynamoDBClient,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { addressOf } from "../client/address";
import { DynamoError } from "../errors/errors";
import { send, type Output } from "../client/send";
import { describeTable, waitUntilActive, waitUntilGone } from "../client/tables";
import { differences } from "./schema";

/**
 * Creates the table unless it is there, says which, and answers when table and indexes are ACTIVE.
 *
 * @throws DynamoError `TableDiffers`, `TableNotAdopted`, `TableNotReady`
 */
export async function createTable(
  db: DynamoDBClient,
  input: CreateTableCommandInput,
  adopt: boolean,
): Promise<Output> {
  const name = input.TableName ?? "";
  const there = await describeTable(db, name);
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
export async function createQuietly(
  db: DynamoDBClient,
  input: CreateTableCommandInput,
): Promise<void> {
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

async function useExisting(
  db: DynamoDBClient,
  input: CreateTableCommandInput,
  adopt: boolean,
  found?: TableDescription,
): Promise<Output> {
  const name = input.TableName ?? "";
  const request = { operation: "CreateTable", input };
  const there = await waitUntilActive(db, name, found);
  const different = differences(there, input);
  if (different.length > 0) {
    throw new DynamoError(
      "TableDiffers",
      `${name} exists with another definition. ${different.join(". ")}. Change the definition, take another name, or delete that table if nobody needs it.`,
      { request },
    );
  }
  const { endpoint, region, isLocal } = await addressOf(db);
  if (isLocal || adopt) return { Table: there };
  throw new DynamoError(
    "TableNotAdopted",
    `${name} exists already at ${endpoint}, region ${region}, where it may be somebody's. If this program is to use it, say createTable({ adopt: "${name}" }).`,
    { request },
  );
}
