/** PutItem, UpdateItem, DeleteItem, and a transaction's parts: what each makes of an item. */
import db from "dynalite/db";
import { holds, holdsOld, type Expression, type OldCondition } from "./conditions";
import type { Database } from "./database";
import { failure, invalid } from "./failure";
import { checkIndexKeySizes, checkKeySize, checkWholeIndexKeys } from "./key-sizes";
import { inOrder } from "./order";
import { project, type Path } from "./paths";
import type { Table } from "./table";
import { consumed, unitsOfWrite } from "./units";
import { updated, updatedOld, type OldUpdates, type Section } from "./updates";
import { itemSize, own, type Item, typeOf } from "./values";

export type WriteKind = "Put" | "Update" | "Delete" | "ConditionCheck";

/** A request as dynalite's checks leave it. */
export type WriteRequest = {
  TableName: string;
  Item?: Item;
  Key?: Item;
  ReturnValues?: string;
  ReturnConsumedCapacity?: string;
  ReturnValuesOnConditionCheckFailure?: string;
  Expected?: Record<string, OldCondition>;
  ConditionalOperator?: string;
  AttributeUpdates?: OldUpdates;
  _condition?: { expression: Expression; nestedPaths: unknown };
  _updates?: { sections: Section[]; paths: Path[] };
};

/** What a write will do, decided before anything is written. */
export type Plan = { table: Table; before: Item | undefined; after: Item | undefined };

const MAX_ITEM_BYTES = 400 * 1024;

export function plan(database: Database, kind: WriteKind, request: WriteRequest): Plan {
  const table = database.table(request.TableName);
  const key = checkedKey(table, kind, request);
  checkKeySize(table, key);
  const before = table.items.get(table.keyOf(key));
  if (!satisfies(request, before ?? {})) throw conditionFailed(request, before);
  const after = result(kind, request, before);
  if (after) checkResult(table, kind, after);
  return { table, before, after };
}

export const conditionFailed = (request: WriteRequest, before: Item | undefined) =>
  failure(
    "ConditionalCheckFailedException",
    "The conditional request failed",
    request.ReturnValuesOnConditionCheckFailure === "ALL_OLD" && before
      ? { Item: inOrder(before) }
      : {},
  );

function checkedKey({ shape }: Table, kind: WriteKind, request: WriteRequest): Item {
  pass(
    kind === "Put"
      ? db.validateItem(request.Item as Item, shape)
      : db.validateKey(request.Key as Item, shape),
  );
  if (kind === "Update")
    pass(db.validateUpdates(request.AttributeUpdates, request._updates, shape));
  pass(db.validateKeyPaths(request._condition?.nestedPaths, shape));
  return (request.Item ?? request.Key) as Item;
}

/** dynalite returns what it refuses. */
export function pass(refusal: ReturnType<typeof db.validateKey>): void {
  if (refusal) throw refusal;
}

function satisfies(request: WriteRequest, item: Item): boolean {
  if (request._condition) return holds(request._condition.expression, item);
  return !request.Expected || holdsOld(request.Expected, request.ConditionalOperator, item);
}

function result(
  kind: WriteKind,
  request: WriteRequest,
  before: Item | undefined,
): Item | undefined {
  if (kind === "Put") return request.Item;
  if (kind === "Delete") return undefined;
  if (kind === "ConditionCheck") return before;
  const item = before ?? request.Key ?? {};
  if (request._updates) return updated(request._updates.sections, item);
  return updatedOld(request.AttributeUpdates ?? {}, item);
}

function checkResult(table: Table, kind: WriteKind, item: Item): void {
  if (itemSize(item) > MAX_ITEM_BYTES)
    throw invalid(
      kind === "Update"
        ? "Item size to update has exceeded the maximum allowed size"
        : "Item size has exceeded the maximum allowed size",
    );
  checkIndexKeySizes(table, item);
  if (kind === "Put") checkWholeIndexKeys(table, item);
  for (const { index } of table.indexes())
    for (const { AttributeName } of index.KeySchema)
      checkIndexKey(table, kind, index.IndexName, AttributeName, item);
}

function checkIndexKey(
  { shape }: Table,
  kind: WriteKind,
  index: string,
  name: string,
  item: Item,
): void {
  const value = own(item, name);
  if (value === undefined) return;
  const definition = shape.AttributeDefinitions.find(({ AttributeName }) => AttributeName === name);
  const { AttributeType: type } = definition!;
  if (typeOf(value) !== type)
    throw invalid(
      `One or more parameter values were invalid: Type mismatch for Index Key ${name} Expected: ${type} Actual: ${typeOf(value)} IndexName: ${index}`,
    );
  if (value.S !== "" && value.B !== "") return;
  const empty = `The AttributeValue for a key attribute cannot contain an empty ${type === "S" ? "string" : "binary"} value.`;
  throw invalid(
    kind === "Update"
      ? `One or more parameter values are not valid. The update expression attempted to update a secondary index key to a value that is not supported. ${empty}`
      : `One or more parameter values are not valid. A value specified for a secondary index key is not supported. ${empty} IndexName: ${index}, IndexKey: ${name}`,
  );
}

/** Writes as planned, and returns the answer. */
export function write(database: Database, kind: WriteKind, request: WriteRequest) {
  const { table, before, after } = plan(database, kind, request);
  table.replace(before, after);
  return {
    Attributes: returned(request, before, after),
    ConsumedCapacity: consumed(
      request.ReturnConsumedCapacity,
      request.TableName,
      unitsOfWrite(table, before, after),
    ),
  };
}

function returned(
  { ReturnValues, _updates, AttributeUpdates }: WriteRequest,
  before: Item | undefined,
  after: Item | undefined,
): Item | undefined {
  const [part, version] = (ReturnValues ?? "NONE").split("_");
  const item = version === "OLD" ? before : after;
  if (part === "NONE" || item === undefined) return undefined;
  if (part === "ALL") return inOrder(item);
  const changed = project(_updates?.paths ?? Object.keys(AttributeUpdates ?? {}), item);
  return Object.keys(changed).length === 0 ? undefined : inOrder(changed);
}
