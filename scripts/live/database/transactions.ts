/**
 * TransactWriteItems and TransactGetItems, which dynalite lacks. A request is done before the next
 * one begins, so no transaction ever conflicts with another.
 */
import { onlyAsked } from "./batches";
import { checked } from "./checks";
import type { Database } from "./database";
import { Failure, failure, invalid, notHere } from "./failure";
import { find, type GetRequest } from "./reads";
import { add, consumed, twice, unitsOfGet, unitsOfWrite, type Units } from "./units";
import { itemSize, type Item } from "./values";
import { plan, type Plan, type WriteKind, type WriteRequest } from "./writes";

type Asked = { ReturnConsumedCapacity?: string };
type Write = { kind: WriteKind; request: WriteRequest };
export type TransactWrite = Asked & {
  TransactItems: Partial<Record<WriteKind, object>>[];
  ClientRequestToken?: string;
};

const TEN_MINUTES = 600_000;
const MAX_BYTES = 4 * 1024 * 1024;

export function transactWriteItems(database: Database, request: TransactWrite) {
  checkParts(request);
  const writes = request.TransactItems.map(writeOf);
  checkSize(writes);
  checkDistinct(database, writes);
  if (isRepeated(database, request)) return repeated(database, request, writes);
  const plans = planAll(database, writes);
  const units = plans.map(({ table, before, after }, i) => {
    table.replace(before, after);
    return [(writes[i] as Write).request.TableName, unitsOfWrite(table, before, after)] as const;
  });
  if (request.ClientRequestToken !== undefined)
    database.tokens.set(request.ClientRequestToken, {
      request: JSON.stringify(request.TransactItems),
      until: Date.now() + TEN_MINUTES,
    });
  return { ConsumedCapacity: capacityOf(request, units) };
}

const PARAMETERS =
  /^(TransactItems|ReturnConsumedCapacity|ReturnItemCollectionMetrics|ClientRequestToken)$/;

function checkParts(request: { TransactItems?: unknown }): void {
  for (const name of Object.keys(request))
    if (!PARAMETERS.test(name)) throw notHere(`${name} in a transaction`);
  const { TransactItems: parts } = request;
  if (!Array.isArray(parts))
    throw invalid(
      "1 validation error detected: Value null at 'transactItems' failed to satisfy constraint: Member must not be null",
    );
  if (parts.length === 0)
    throw invalid(
      "1 validation error detected: Value '[]' at 'transactItems' failed to satisfy constraint: Member must have length greater than or equal to 1",
    );
  if (parts.length > 100) throw invalid("Member must have length less than or equal to 100");
}

const KINDS = /^(Put|Update|Delete|ConditionCheck)$/;

function writeOf(item: Partial<Record<WriteKind, object>>): Write {
  const [entry, another] = Object.entries(item) as [WriteKind, object][];
  if (!entry)
    throw invalid(
      "Invalid Request: TransactWriteRequest should contain Delete or Put or Update request",
    );
  if (another) throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  const [kind, parameters] = entry;
  if (!KINDS.test(kind)) throw notHere(`${kind} in TransactWriteItems`);
  return { kind, request: checked(kind, parameters) as WriteRequest };
}

function checkSize(writes: Write[]): void {
  const bytes = writes.reduce((sum, { request }) => sum + itemSize(request.Item ?? {}), 0);
  if (bytes > MAX_BYTES)
    throw invalid(`Transaction payload size cannot exceed 4MB. Payload Size: ${bytes}`);
}

function checkDistinct(database: Database, writes: Write[]): void {
  checkKeys(
    writes.map(({ request }) => {
      const table = database.table(request.TableName);
      return keyText(request.TableName, table.primaryKey((request.Item ?? request.Key) as Item));
    }),
  );
}

const keyText = (name: string, key: Item) =>
  JSON.stringify([name, Object.entries(key).sort(([a], [b]) => (a < b ? -1 : 1))]);

function checkKeys(keys: string[]): void {
  if (new Set(keys).size < keys.length)
    throw invalid("Transaction request cannot include multiple operations on one item");
}

/** Whether this request was done already, under the same token. */
function isRepeated(database: Database, request: TransactWrite): boolean {
  const before = database.tokens.get(request.ClientRequestToken ?? "");
  if (!before || before.until < Date.now()) return false;
  if (before.request === JSON.stringify(request.TransactItems)) return true;
  throw failure("IdempotentParameterMismatchException", "");
}

/** A repeated request writes nothing, and costs the reading of its items. */
function repeated(database: Database, asked: Asked, writes: Write[]) {
  const units = writes.map(({ request }) => {
    const table = database.table(request.TableName);
    const item = table.items.get(table.keyOf((request.Item ?? request.Key) as Item));
    return [request.TableName, { table: item ? unitsOfGet(item, true) : 0 }] as const;
  });
  return { ConsumedCapacity: capacityOf(asked, units) };
}

/** Decides what each part will do. If one can't be done, none is. */
function planAll(database: Database, writes: Write[]): Plan[] {
  const outcomes = writes.map(({ kind, request }) => {
    try {
      return plan(database, kind, request);
    } catch (error) {
      return reasonOf(error);
    }
  });
  if (outcomes.some((outcome) => "Code" in outcome)) throw cancelled(outcomes);
  return outcomes as Plan[];
}

type Reason = { Code: string; Message?: string; Item?: unknown };

function reasonOf(error: unknown): Reason {
  const { type, message, more } = asFailure(error);
  const name = type.split("#")[1];
  if (name === "ConditionalCheckFailedException")
    return { Code: "ConditionalCheckFailed", Message: message, ...more };
  // Errors of the expression itself refuse the whole request, as in DynamoDB Local.
  if (
    name === "ValidationException" &&
    !/operand|refers to an attribute|document path/.test(message)
  )
    return { Code: "ValidationError", Message: message };
  throw error;
}

/** dynalite's errors have a body, and ours are Failures. */
function asFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const { body } = error as { body?: { __type: string; message: string } };
  if (body === undefined) throw error;
  return new Failure(body.__type, body.message);
}

function cancelled(outcomes: (Plan | Reason)[]): Failure {
  const CancellationReasons = outcomes.map((outcome) =>
    "Code" in outcome ? outcome : { Code: "None" },
  );
  const codes = CancellationReasons.map(({ Code }) => Code).join(", ");
  return failure(
    "TransactionCanceledException",
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons },
  );
}

export type TransactGet = Asked & { TransactItems: { Get: object }[] };

export function transactGetItems(database: Database, request: TransactGet) {
  checkParts(request);
  const gets = request.TransactItems.map(({ Get }) => checked("Get", Get) as GetRequest);
  const found = gets.map((get) => find(database, get));
  checkKeys(gets.map(({ TableName, Key }) => keyText(TableName, Key)));
  const units = found.map(
    ({ item }, i) =>
      [(gets[i] as GetRequest).TableName, { table: unitsOfGet(item, true) }] as const,
  );
  return {
    Responses: found.map(({ shown }) => (shown ? { Item: shown } : {})),
    ConsumedCapacity: capacityOf(request, units),
  };
}

/** A transaction costs twice what its parts would cost alone. */
function capacityOf(
  { ReturnConsumedCapacity }: Asked,
  parts: (readonly [table: string, Units])[],
): unknown[] | undefined {
  const byTable = new Map<string, Units>();
  for (const [name, units] of parts)
    byTable.set(name, add(byTable.get(name) ?? { table: 0 }, twice(units)));
  return onlyAsked(
    [...byTable].map(([name, units]) => consumed(ReturnConsumedCapacity, name, units)),
  );
}
