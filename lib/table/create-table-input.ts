import type { CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import {
  allKeyNames,
  keyParts,
  type Definition,
  type IndexDefinition,
  type KeyParts,
  type Throughput,
} from "../items/definition";

/**
 * Returns the parameters of CreateTable.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html
 */
export function createTableInput(definition: Definition): CreateTableCommandInput {
  const indexes = Object.entries(definition.indexes ?? {});
  const local = indexes.filter(([, { partitionKey }]) => partitionKey === undefined);
  const global = indexes.filter(([, { partitionKey }]) => partitionKey !== undefined);
  const { throughput } = definition;
  return {
    TableName: definition.name,
    KeySchema: keySchema(keyParts(definition)),
    AttributeDefinitions: allKeyNames(definition).map((name) => ({
      AttributeName: name,
      AttributeType: definition.fields[name]?.definition.type as "S" | "N" | "B",
    })),
    ...(local.length > 0 && {
      LocalSecondaryIndexes: local.map(([name, index]) => indexInput(definition, name, index)),
    }),
    ...(global.length > 0 && {
      GlobalSecondaryIndexes: global.map(([name, index]) => ({
        ...indexInput(definition, name, index),
        ...provisioned(throughput && (index.throughput ?? throughput)),
      })),
    }),
    ...(throughput === undefined ? { BillingMode: "PAY_PER_REQUEST" } : provisioned(throughput)),
  };
}

const indexInput = (definition: Definition, name: string, index: IndexDefinition) => ({
  IndexName: name,
  KeySchema: keySchema(keyParts(definition, index)),
  Projection: projection(index.projection ?? "ALL"),
});

const keySchema = ({ partition, sort }: KeyParts) => [
  ...partition.map((AttributeName) => ({ AttributeName, KeyType: "HASH" as const })),
  ...sort.map((AttributeName) => ({ AttributeName, KeyType: "RANGE" as const })),
];

const projection = (attributes: "ALL" | "KEYS_ONLY" | readonly string[]) =>
  typeof attributes === "string"
    ? { ProjectionType: attributes }
    : { ProjectionType: "INCLUDE" as const, NonKeyAttributes: [...attributes] };

const provisioned = (units: Throughput | undefined) =>
  units && {
    ProvisionedThroughput: { ReadCapacityUnits: units.read, WriteCapacityUnits: units.write },
  };
