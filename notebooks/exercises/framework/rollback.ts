import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { StoredItem } from "../../../lib/index";
import { deepEqual } from "./deep-equal";
import { intercept, isWrite } from "./interceptor";
import { send } from "./internals";
import { isStatement } from "./partiql";

/**
 * Reads a table's items, and tracks which of them this client writes from now on. Returns a
 * function that restores those; what others write meanwhile stays. A PartiQL statement doesn't say
 * which items it writes, so after one the function restores all that changed.
 *
 * @param keys The names of the table's key attributes
 */
export async function trackWrites(
  db: DynamoDBClient,
  TableName: string,
  keys: readonly string[],
): Promise<() => Promise<void>> {
  const keyOf = (item: StoredItem) =>
    Object.fromEntries(keys.map((name) => [name, item[name]])) as StoredItem;
  const textOf = (item: StoredItem) => JSON.stringify(keyOf(item));
  const before = new Map((await scan(db, TableName)).map((item) => [textOf(item), item]));
  const written = new Map<string, StoredItem>();
  let isAnyItem = false;
  const interception = intercept(db, (request) => {
    isAnyItem ||= isStatement(request.operation) && isWrite(request.operation);
    for (const item of itemsWritten(request.operation, request.input, TableName))
      written.set(textOf(item), keyOf(item));
    return request.send();
  });
  return async () => {
    await interception.end();
    if (isAnyItem) {
      const after = new Map((await scan(db, TableName)).map((item) => [textOf(item), item]));
      for (const [text, item] of [...before, ...after])
        if (!deepEqual(before.get(text), after.get(text))) written.set(text, keyOf(item));
    }
    for (const [text, Key] of written) {
      const Item = before.get(text);
      // A request with an incomplete key was rejected, so it wrote nothing.
      if (Item !== undefined) await send(db, "PutItem", { TableName, Item });
      else if (keys.every((name) => Key[name] !== undefined))
        await send(db, "DeleteItem", { TableName, Key });
    }
  };
}

type Write = { TableName: string; Item?: StoredItem; Key?: StoredItem };
type BatchedWrite = { PutRequest?: { Item: StoredItem }; DeleteRequest?: { Key: StoredItem } };

/** The items or keys that a request writes to a table. */
function itemsWritten(operation: string, input: object, table: string): StoredItem[] {
  const { RequestItems, TransactItems, ...one } = input as {
    RequestItems?: Record<string, BatchedWrite[]>;
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
  return /^(Put|Update|Delete)Item$/.test(operation) ? itemOf(one as Write, table) : [];
}

const itemOf = ({ TableName, Item, Key }: Write, table: string): StoredItem[] =>
  TableName === table ? [Item ?? Key ?? {}] : [];

async function scan(db: DynamoDBClient, TableName: string): Promise<StoredItem[]> {
  const { paginateScan } = await import("@aws-sdk/client-dynamodb");
  const items: StoredItem[] = [];
  for await (const { Items = [] } of paginateScan(
    { client: db },
    { TableName, ConsistentRead: true },
  ))
    items.push(...Items);
  return items;
}
