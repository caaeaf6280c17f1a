import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../../lib/index";
import { send } from "./internals";

/**
 * Reads an item with all that an answer wrote, whatever its attributes and types. Resolves with
 * `undefined` if it doesn't exist.
 */
export async function storedItem(
  db: DynamoDBClient,
  TableName: string,
  Key: StoredItem,
): Promise<StoredItem | undefined> {
  const read = { TableName, Key, ConsistentRead: true };
  const { Item } = (await send(db, "GetItem", read)) as { Item?: StoredItem };
  return Item;
}
