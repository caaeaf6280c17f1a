/** CreateTable, UpdateTable, DeleteTable, DescribeTable, ListTables, and TTL. */
import type { Database, Stored, TimeToLive } from "./database";
import { describe } from "./describe";
import { failure, invalid } from "./failure";
import { Table, type OnDemandThroughput, type Shape, type Throughput } from "./table";
import { refuseWhileCreating, updateIndexes, type IndexUpdate } from "./index-updates";

type Billing = "PROVISIONED" | "PAY_PER_REQUEST";
type Terms = {
  BillingMode?: Billing;
  ProvisionedThroughput?: Throughput;
  DeletionProtectionEnabled?: boolean;
};
type Named = { TableName: string };

const NO_UNITS: Throughput = { ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
const seconds = () => Date.now() / 1000;

export function createTable(database: Database, request: Shape & Terms) {
  if (database.tables.has(request.TableName))
    throw failure("ResourceInUseException", "Cannot create preexisting table");
  const { TableName, KeySchema, AttributeDefinitions } = request;
  const { LocalSecondaryIndexes, GlobalSecondaryIndexes } = request;
  const table = new Table({
    TableName,
    KeySchema,
    AttributeDefinitions,
    ...(LocalSecondaryIndexes && { LocalSecondaryIndexes }),
    ...(GlobalSecondaryIndexes && {
      GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({
        ...index,
        IndexStatus: "ACTIVE",
      })),
    }),
  });
  const stored: Stored = {
    table,
    created: seconds(),
    billing: request.BillingMode ?? "PROVISIONED",
    throughput: request.ProvisionedThroughput ?? NO_UNITS,
    isProtected: request.DeletionProtectionEnabled ?? false,
  };
  if (stored.billing === "PAY_PER_REQUEST") stored.onDemandSince = stored.created;
  database.tables.set(TableName, stored);
  return { TableDescription: describe(stored) };
}

export const describeTable = (database: Database, { TableName }: Named) => ({
  Table: describe(database.stored(TableName)),
});

export function deleteTable(database: Database, { TableName }: Named) {
  const stored = database.stored(TableName);
  if (stored.isProtected)
    throw invalid(
      "Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.",
    );
  database.tables.delete(TableName);
  return { TableDescription: describe(stored) };
}

export function listTables(
  database: Database,
  {
    Limit = 100,
    ExclusiveStartTableName: after = "",
  }: { Limit?: number; ExclusiveStartTableName?: string },
) {
  const names = [...database.tables.keys()].filter((name) => name > after).sort();
  const TableNames = names.slice(0, Limit);
  return {
    TableNames,
    ...(names.length > Limit && { LastEvaluatedTableName: TableNames.at(-1) }),
  };
}

type Update = Named &
  Terms & {
    OnDemandThroughput?: OnDemandThroughput;
    AttributeDefinitions?: Shape["AttributeDefinitions"];
    GlobalSecondaryIndexUpdates?: IndexUpdate[];
  };

export function updateTable(database: Database, request: Update) {
  const stored = database.stored(request.TableName);
  const updates = request.GlobalSecondaryIndexUpdates ?? [];
  const changed = request.BillingMode ?? request.ProvisionedThroughput;
  // What can be refused comes first: a refused update changes nothing.
  if (changed) checkBilling(stored, request);
  updateIndexes(stored, updates, request.AttributeDefinitions ?? []);
  if (changed) changeBilling(stored, request);
  if (request.OnDemandThroughput) limit(stored, request.OnDemandThroughput);
  stored.isProtected = request.DeletionProtectionEnabled ?? stored.isProtected;
  return { TableDescription: describe(stored) };
}

function checkBilling(stored: Stored, request: Update): void {
  const { ProvisionedThroughput: throughput, BillingMode: billing = stored.billing } = request;
  refuseWhileCreating(stored);
  if (billing === "PAY_PER_REQUEST" && throughput)
    throw invalid(
      "One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST",
    );
  if (throughput && equal(stored.throughput, throughput))
    throw invalid("The requested throughput value equals the current value");
}

function changeBilling(stored: Stored, request: Update): void {
  const { BillingMode: billing = stored.billing } = request;
  const throughput = request.ProvisionedThroughput ?? NO_UNITS;
  if (billing === "PAY_PER_REQUEST" && stored.billing !== billing) stored.onDemandSince = seconds();
  Object.assign(stored, { billing, throughput });
}

/** -1 takes the limit away; a table with provisioned units has none. */
function limit(stored: Stored, maximum: OnDemandThroughput): void {
  delete stored.maximum;
  const isLimited = !Object.values(maximum).includes(-1);
  if (stored.billing === "PAY_PER_REQUEST" && isLimited) stored.maximum = maximum;
}

const equal = (a: Throughput, b: Throughput) =>
  a.ReadCapacityUnits === b.ReadCapacityUnits && a.WriteCapacityUnits === b.WriteCapacityUnits;

export function describeTimeToLive(database: Database, { TableName }: Named) {
  const { timeToLive } = database.stored(TableName);
  return {
    TimeToLiveDescription: timeToLive?.Enabled
      ? { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive.AttributeName }
      : { TimeToLiveStatus: "DISABLED" },
  };
}

export function updateTimeToLive(
  database: Database,
  { TableName, TimeToLiveSpecification: asked }: Named & { TimeToLiveSpecification: TimeToLive },
) {
  const stored = database.stored(TableName);
  const now = stored.timeToLive;
  if (now?.Enabled && now.AttributeName !== asked.AttributeName)
    throw invalid("TimeToLive is active on a different AttributeName");
  if ((now?.Enabled ?? false) === asked.Enabled)
    throw invalid(`TimeToLive is already ${asked.Enabled ? "enabled" : "disabled"}`);
  stored.timeToLive = asked;
  return { TimeToLiveSpecification: asked };
}
