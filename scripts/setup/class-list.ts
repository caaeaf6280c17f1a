import { readFileSync, writeFileSync } from "node:fs";
import { DynamoDB, type CreateTableInput } from "@aws-sdk/client-dynamodb";
import { REGION } from "../../lib/embedded/region";
import { startServer, type EmbeddedServer } from "../../lib/embedded/server";
import { ANSWER_LIMIT } from "../../lib/errors/limits";

const TABLE = "items";
const KEYS = {
  KeySchema: [
    { AttributeName: "id", KeyType: "HASH" },
    { AttributeName: "at", KeyType: "RANGE" },
  ],
} satisfies Partial<CreateTableInput>;
const DEFINITION: CreateTableInput = {
  ...KEYS,
  TableName: TABLE,
  AttributeDefinitions: [
    { AttributeName: "id", AttributeType: "S" },
    { AttributeName: "at", AttributeType: "N" },
  ],
  BillingMode: "PAY_PER_REQUEST",
  GlobalSecondaryIndexes: [{ ...KEYS, IndexName: "index", Projection: { ProjectionType: "ALL" } }],
};

/**
 * A program that writes the names of the classes that Java loads for DynamoDB Local's start and
 * usual requests, into the file that its argument names.
 */
main(process.argv[2] ?? "").catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});

async function main(file: string): Promise<void> {
  const server = await startServer(ANSWER_LIMIT, [`-XX:DumpLoadedClassList=${file}`]);
  try {
    await sendUsualRequests(server);
  } finally {
    await server.stop();
  }
  // Java is killed, so the last line may be cut off.
  const text = readFileSync(file, "utf8");
  writeFileSync(file, text.slice(0, text.lastIndexOf("\n") + 1));
}

async function sendUsualRequests({ endpoint, accessKeyId }: EmbeddedServer): Promise<void> {
  const credentials = { accessKeyId, secretAccessKey: "any" };
  const db = new DynamoDB({ endpoint, region: REGION, credentials });
  const item = { TableName: TABLE, Item: { id: { S: "a" }, at: { N: "1" }, tags: { SS: ["b"] } } };
  const key = { TableName: TABLE, Key: { id: item.Item.id, at: item.Item.at } };
  await db.createTable(DEFINITION);
  await db.describeTable({ TableName: TABLE });
  await db.putItem({ ...item, ConditionExpression: "attribute_not_exists(id)" });
  await db.updateItem({
    ...key,
    UpdateExpression: "SET n = if_not_exists(n, :one) + :one",
    ExpressionAttributeValues: { ":one": { N: "1" } },
    ReturnValues: "ALL_NEW",
    ReturnConsumedCapacity: "INDEXES",
  });
  await db.getItem({ ...key, ProjectionExpression: "n" });
  await db.query({
    TableName: TABLE,
    IndexName: "index",
    KeyConditionExpression: "id = :id AND #at > :zero",
    FilterExpression: "contains(tags, :id)",
    ExpressionAttributeNames: { "#at": "at" },
    ExpressionAttributeValues: { ":id": item.Item.id, ":zero": { N: "0" } },
  });
  await db.scan({ TableName: TABLE, Limit: 1 });
  await db.batchWriteItem({ RequestItems: { [TABLE]: [{ PutRequest: item }] } });
  await db.batchGetItem({ RequestItems: { [TABLE]: { Keys: [key.Key] } } });
  await db.transactWriteItems({ TransactItems: [{ Put: item }] });
  await db.transactGetItems({ TransactItems: [{ Get: key }] });
  await db.executeStatement({ Statement: `SELECT * FROM ${TABLE} WHERE id = 'a'` });
  await db.deleteItem(key);
  await db.deleteTable({ TableName: TABLE });
}
