import type {
  CreateTableCommandInput,
  DynamoDBClient,
  TableDescription,
} from "@aws-sdk/client-dynamodb";
import { addressOf } from "../client/address";
import { DynamoError } from "../errors/errors";
import { send, type Output } from "../client/send";
import { describeTable, isActive, waitUntilActive, waitUntilGone } from "../client/tables";
import { differences } from "./differences";

/**
 * Creates the table unless it exists, and prints which. Resolves when the table and its global
 * indexes are ACTIVE.
 *
 * @param adopt Whether to use an existing table at AWS
 * @throws DynamoError `TableDiffers`, `TableNotAdopted`, `TableNotReady`
 */
export async function createTable(
  db: DynamoDBClient,
  input: CreateTableCommandInput,
  adopt: boolean,
): Promise<Output> {
  const name = input.TableName ?? "";
  const existing = await describeTable(db, name);
  if (existing !== undefined && existing.TableStatus !== "DELETING") {
    console.log(`${name} table already exists.`);
    return useExisting(db, input, adopt, existing);
  }
  if (existing !== undefined) await waitUntilGone(db, name);
  console.log(`Creating ${name} table ...`);
  if (await create(db, input)) return { Table: await waitUntilActive(db, name) };
  console.log(`${name} table already exists: another program has just created it.`);
  return useExisting(db, input, adopt);
}

/** Creates a table that doesn't exist, without logging. Resolves when it is ACTIVE. */
export async function createQuietly(
  db: DynamoDBClient,
  input: CreateTableCommandInput,
): Promise<void> {
  const { TableDescription } = await send(db, "CreateTable", input);
  // DynamoDB Local has created it when it answers.
  if (!isActive(TableDescription as TableDescription | undefined))
    await waitUntilActive(db, input.TableName ?? "");
}

/** Creates the table. Resolves with false if it already exists. */
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
  const existing = await waitUntilActive(db, name, found);
  const different = differences(existing, input);
  if (different.length > 0) {
    throw new DynamoError(
      "TableDiffers",
      `${name} exists with another definition. ${different.join(". ")}. ` +
        "Change the definition, choose another name, or delete that table if it isn't needed.",
      { request },
    );
  }
  const { endpoint, region, isLocal } = await addressOf(db);
  if (isLocal || adopt) return { Table: existing };
  throw new DynamoError(
    "TableNotAdopted",
    `${name} already exists at ${endpoint}, region ${region}, where another program may use it. ` +
      `To use it here, call createTable({ adopt: "${name}" }).`,
    { request },
  );
}
