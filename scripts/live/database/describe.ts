/** A table as DescribeTable shows it, with the fields that DynamoDB Local has. */
import type { Stored } from "./database";
import { inDefaultOrder } from "./order";
import { Table, type Index } from "./table";

const nameOf = ({ IndexName }: Index) => IndexName;

const arnOf = (name: string) => `arn:aws:dynamodb:ddblocal:000000000000:table/${name}`;

export function describe(stored: Stored): Record<string, unknown> {
  const { table, created, throughput, billing, onDemandSince, isProtected, maximum } = stored;
  const { shape } = table;
  const index = (one: Index) => describeIndex(table, one);
  return {
    AttributeDefinitions: shape.AttributeDefinitions,
    TableName: shape.TableName,
    KeySchema: shape.KeySchema,
    TableStatus: "ACTIVE",
    CreationDateTime: created,
    ProvisionedThroughput: {
      LastIncreaseDateTime: 0,
      LastDecreaseDateTime: 0,
      NumberOfDecreasesToday: 0,
      ...throughput,
    },
    TableSizeBytes: Table.sizeOf(table.items),
    ItemCount: table.items.size,
    TableArn: arnOf(shape.TableName),
    ...(onDemandSince !== undefined && {
      BillingModeSummary: {
        BillingMode: billing,
        LastUpdateToPayPerRequestDateTime: onDemandSince,
      },
    }),
    ...(shape.LocalSecondaryIndexes && {
      LocalSecondaryIndexes: inDefaultOrder(shape.LocalSecondaryIndexes, nameOf).map(index),
    }),
    ...(shape.GlobalSecondaryIndexes?.length && {
      GlobalSecondaryIndexes: inDefaultOrder(shape.GlobalSecondaryIndexes, nameOf).map(index),
    }),
    DeletionProtectionEnabled: isProtected,
    ...(maximum && { OnDemandThroughput: maximum }),
  };
}

function describeIndex(table: Table, index: Index): Record<string, unknown> {
  const { IndexName, KeySchema, Projection, ProvisionedThroughput, IndexStatus } = index;
  const { OnDemandThroughput } = index;
  const entries = table.entries(index);
  const isCounted = IndexStatus === undefined || IndexStatus === "ACTIVE";
  return {
    IndexName,
    KeySchema,
    Projection,
    ...(IndexStatus && { IndexStatus }),
    ...(IndexStatus === "CREATING" && { Backfilling: false }),
    ...(ProvisionedThroughput && { ProvisionedThroughput }),
    ...(isCounted && { IndexSizeBytes: Table.sizeOf(entries), ItemCount: entries.size }),
    IndexArn: `${arnOf(table.shape.TableName)}/index/${IndexName}`,
    ...(OnDemandThroughput && { OnDemandThroughput }),
  };
}
