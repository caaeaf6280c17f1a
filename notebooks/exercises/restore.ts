import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../lib/items/types";
import { send, type Output } from "../../lib/client/send";
import { watch, type Answer } from "./between";

/**
 * Remembers the items of a table, and which of them are written through this client from now on. The function that comes
 * back makes those as they were; what others write meanwhile stays.
 *
 * @param keys The names of the table's key attributes
 */
export async function rememberItems(
  db: DynamoDBClient,
  TableName: string,
  keys: readonly string[],
): Promise<() => Promise<void>> {
  const keyOf = (item: StoredItem) =>
    Object.fromEntries(keys.map((name) => [name, item[name]])) as StoredItem;
  const textOf = (item: StoredItem) => JSON.stringify(keyOf(item));
  const before = new Map((await allItems(db, TableName)).map((item) => [textOf(item), item]));
  const written = new Map<string, StoredItem>();
  const stop = watch(db, ({ operation, input, send }) => {
    for (const item of itemsIn(operation, input, TableName)) written.set(textOf(item), keyOf(item));
    return send();
  });
  return async () => {
    await stop();
    for (const [text, Key] of written) {
      const Item = before.get(text);
      // A key that isn't whole was refused.
      if (Item !== undefined) await send(db, "PutItem", { TableName, Item });
      else if (keys.every((name) => Key[name] !== undefined))
        await send(db, "DeleteItem", { TableName, Key });
    }
  };
}

type Write = { TableName: string; Item?: StoredItem; Key?: StoredItem };
type Batch = { PutRequest?: { Item: StoredItem }; DeleteRequest?: { Key: StoredItem } };

/** What a request writes to a table, items or keys. */
function itemsIn(operation: string, input: Answer, table: string): StoredItem[] {
  const { RequestItems, TransactItems, ...one } = input as {
    RequestItems?: Record<string, Batch[]>;
    TransactItems?: Record<string, Write>[];
  };
  if (operation === "BatchWriteItem")
    return (RequestItems?.[table] ?? []).map(
      ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {},
    );
  if (operation === "TransactWriteItems")
    return (TransactItems ?? [])
      .flatMap((part) => Object.values(part))
      .flatMap((part) => itemOf(part, table));
  return /^(Put|Update|Delete)Item$/.test(operation) ? itemOf(one as unknown as Write, table) : [];
}

const itemOf = ({ TableName, Item, Key }: Write, table: string): StoredItem[] =>
  TableName === table ? [Item ?? Key ?? {}] : [];

async function allItems(db: DynamoDBClient, TableName: string): Promise<StoredItem[]> {
  const items: StoredItem[] = [];
  let ExclusiveStartKey: Output[string];
  do {
    const page = await send(db, "Scan", { TableName, ConsistentRead: true, ExclusiveStartKey });
    items.push(...(page["Items"] as StoredItem[]));
    ExclusiveStartKey = page["LastEvaluatedKey"];
  } while (ExclusiveStartKey !== undefined);
  return items;
}
