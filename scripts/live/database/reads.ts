/** GetItem, and a transaction's Get. */
import db from "dynalite/db";
import type { Database } from "./database";
import { checkKeySize } from "./key-sizes";
import { inOrder } from "./order";
import { project, type Path } from "./paths";
import { consumed, unitsOfGet } from "./units";
import type { Item } from "./values";
import { pass } from "./writes";

/** A request as dynalite's checks leave it. */
export type GetRequest = {
  TableName: string;
  Key: Item;
  ConsistentRead?: boolean;
  ReturnConsumedCapacity?: string;
  AttributesToGet?: string[];
  _projection?: { paths: Path[]; nestedPaths: unknown };
};

/** Finds an item: the whole one, and what was asked for. */
export function find(database: Database, request: GetRequest) {
  const table = database.table(request.TableName);
  pass(db.validateKey(request.Key, table.shape));
  checkKeySize(table, request.Key);
  pass(db.validateKeyPaths(request._projection?.nestedPaths, table.shape));
  const item = table.items.get(table.keyOf(request.Key));
  const paths = request._projection?.paths ?? request.AttributesToGet;
  return { item, shown: item && inOrder(paths ? project(paths, item) : item) };
}

export function getItem(database: Database, request: GetRequest) {
  const { item, shown } = find(database, request);
  return {
    Item: shown,
    ConsumedCapacity: consumed(request.ReturnConsumedCapacity, request.TableName, {
      table: unitsOfGet(item, request.ConsistentRead),
    }),
  };
}
