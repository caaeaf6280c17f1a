/** What each operation does, by its name in `x-amz-target`. */
import query from "dynalite/actions/query";
import scan from "dynalite/actions/scan";
import { batchGetItem, batchWriteItem } from "./batches";
import { checked, isKnown } from "./checks";
import type { Database } from "./database";
import * as definitions from "./definitions";
import { invalid, notHere } from "./failure";
import type { PageRequest } from "./pages";
import { getItem } from "./reads";
import { transactGetItems, transactWriteItems } from "./transactions";
import { queryWide, wideIndexOf, type QueryRequest } from "./wide-queries";
import { write, type WriteKind, type WriteRequest } from "./writes";

// dynalite's checks decide what a request's fields are; their types are the functions' own.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Operation = (database: Database, request: any) => object;

const writing =
  (kind: WriteKind): Operation =>
  (database, request: WriteRequest) =>
    write(database, kind, request);

/** dynalite's query and scan find the range, then call `readPage`, which does the rest at once. */
function paging(action: typeof query): Operation {
  return (database, request: PageRequest) => {
    const table = database.table(request.TableName);
    const store = {
      table,
      getTable: (_: string, done: (error: null, shape: object) => void) => done(null, table.shape),
    };
    let result: { error: Error | null; answer?: object } | undefined;
    action(store, request, (error, answer = {}) => (result = { error, answer }));
    if (!result) throw new Error("dynalite didn't answer at once");
    if (result.error) throw result.error;
    return result.answer as object;
  };
}

function queryAny(database: Database, request: QueryRequest): object {
  const wide = wideIndexOf(database, request);
  if (wide) return queryWide(database.table(request.TableName), wide, request);
  if (Object.keys(request.KeyConditions).length > 2)
    throw invalid("Conditions can be of length 1 or 2 only");
  return paging(query)(database, request);
}

const OPERATIONS: Record<string, Operation> = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  CreateTable: definitions.createTable,
  DeleteItem: writing("Delete"),
  DeleteTable: definitions.deleteTable,
  DescribeLimits: () => LIMITS,
  DescribeTable: definitions.describeTable,
  DescribeTimeToLive: definitions.describeTimeToLive,
  GetItem: getItem,
  ListTables: definitions.listTables,
  PutItem: writing("Put"),
  Query: queryAny,
  Scan: paging(scan),
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
  UpdateItem: writing("Update"),
  UpdateTable: definitions.updateTable,
  UpdateTimeToLive: definitions.updateTimeToLive,
};

/** As DynamoDB Local says. */
const LIMITS = {
  AccountMaxReadCapacityUnits: 80_000,
  AccountMaxWriteCapacityUnits: 80_000,
  TableMaxReadCapacityUnits: 40_000,
  TableMaxWriteCapacityUnits: 40_000,
};

/** @throws Failure, or dynalite's error with a body */
export function run(database: Database, target: string, parameters: object): object {
  const [service = "", name = ""] = target.split(".");
  const operation = service === "DynamoDB_20120810" ? OPERATIONS[name] : undefined;
  if (!operation) throw notHere(name === "" ? "such a request" : name);
  // A transaction checks its parts itself.
  return operation(database, isKnown(name) ? checked(name, parameters) : parameters);
}
