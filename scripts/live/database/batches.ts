/** BatchGetItem and BatchWriteItem. */
import type { Database } from "./database";
import { invalid } from "./failure";
import { find, type GetRequest } from "./reads";
import { add, consumed, unitsOfGet, unitsOfWrite, type Units } from "./units";
import { itemSize, type Item } from "./values";
import { plan, type Plan } from "./writes";

type Gets = Omit<GetRequest, "TableName" | "Key"> & { Keys: Item[] };
type Asked = { ReturnConsumedCapacity?: string };

const ANSWER_BYTES = 16 * 1024 * 1024;

export function batchGetItem(
  database: Database,
  request: Asked & { RequestItems: Record<string, Gets> },
) {
  const Responses: Record<string, Item[]> = {};
  const UnprocessedKeys: Record<string, unknown> = {};
  const capacity: unknown[] = [];
  let bytes = 0;
  for (const [TableName, { Keys, ...how }] of Object.entries(request.RequestItems)) {
    const { table, items, left } = getAll(database, TableName, Keys, how, ANSWER_BYTES - bytes);
    Responses[TableName] = items;
    bytes += items.reduce((sum, item) => sum + itemSize(item), 0);
    if (left.length > 0) UnprocessedKeys[TableName] = { ...how, Keys: left };
    capacity.push(consumed(request.ReturnConsumedCapacity, TableName, { table }));
  }
  return { Responses, UnprocessedKeys, ConsumedCapacity: onlyAsked(capacity) };
}

function getAll(
  database: Database,
  TableName: string,
  keys: Item[],
  how: Omit<GetRequest, "TableName" | "Key">,
  room: number,
) {
  const items: Item[] = [];
  const left: Item[] = [];
  let [table, bytes] = [0, 0];
  for (const Key of keys) {
    const { item, shown } = find(database, { ...how, TableName, Key });
    if (!item || !shown) continue;
    bytes += itemSize(item);
    if (bytes > room) left.push(Key);
    else {
      items.push(shown);
      table += unitsOfGet(item, how.ConsistentRead);
    }
  }
  return { table, items, left };
}

type Write = { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } };

/** All are checked before the first is written. */
export function batchWriteItem(
  database: Database,
  request: Asked & { RequestItems: Record<string, Write[]> },
) {
  const plans = Object.entries(request.RequestItems).map(
    ([name, writes]) => [name, writes.map((write) => planOf(database, name, write))] as const,
  );
  for (const [, all] of plans) checkDistinct(all);
  const capacity = plans.map(([name, all]) => {
    const units = all.map(({ table, before, after }) => {
      table.replace(before, after);
      return unitsOfWrite(table, before, after);
    });
    const total = units.reduce<Units>(add, { table: 0 });
    return consumed(request.ReturnConsumedCapacity, name, total);
  });
  return { UnprocessedItems: {}, ConsumedCapacity: onlyAsked(capacity) };
}

type Planned = Plan & { place: string };

function planOf(database: Database, TableName: string, write: Write): Planned {
  const { PutRequest, DeleteRequest } = write;
  const planned = PutRequest
    ? plan(database, "Put", { TableName, Item: PutRequest.Item })
    : plan(database, "Delete", { TableName, Key: DeleteRequest!.Key });
  const key = PutRequest?.Item ?? DeleteRequest!.Key;
  return { ...planned, place: planned.table.keyOf(key) };
}

function checkDistinct(plans: Planned[]): void {
  if (new Set(plans.map(({ place }) => place)).size < plans.length)
    throw invalid("Provided list of item keys contains duplicates");
}

export const onlyAsked = (capacity: unknown[]): unknown[] | undefined => {
  const asked = capacity.filter((one) => one !== undefined);
  return asked.length > 0 ? asked : undefined;
};
