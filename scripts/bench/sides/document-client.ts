/** The SDK's document client, which converts items itself. */
import { loadPackage } from "../packages";
import { TABLE as TableName, type MakeSide } from "../orders";
import { plainClient } from "./plain-client";

type Command = new (input: object) => object;
type Output = { Item?: object; Attributes?: object; Items?: object[] };
export type DocumentClient = { send(command: object): Promise<Output> };
type LibDynamoDB = {
  DynamoDBDocumentClient: { from(client: object): DocumentClient };
} & Record<"PutCommand" | "GetCommand" | "UpdateCommand" | "QueryCommand", Command>;

/** Makes a document client for this side, and for the libraries that take one. */
export const documentClient = (at: Parameters<MakeSide>[0]): DocumentClient =>
  loadPackage<LibDynamoDB>("@aws-sdk/lib-dynamodb").DynamoDBDocumentClient.from(plainClient(at));

export const side: MakeSide = (at) => {
  const lib = loadPackage<LibDynamoDB>("@aws-sdk/lib-dynamodb");
  const db = documentClient(at);
  return {
    put: (order) => db.send(new lib.PutCommand({ TableName, Item: order })),
    get: async (key) => (await db.send(new lib.GetCommand({ TableName, Key: key }))).Item,
    async ship(key, pieces) {
      const { Attributes } = await db.send(
        new lib.UpdateCommand({
          TableName,
          Key: key,
          UpdateExpression: "SET #status = :shipped, #pieces = :pieces",
          ConditionExpression: "#status = :open",
          ExpressionAttributeNames: { "#status": "status", "#pieces": "pieces" },
          ExpressionAttributeValues: { ":shipped": "shipped", ":pieces": pieces, ":open": "open" },
          ReturnValues: "ALL_NEW",
        }),
      );
      return Attributes;
    },
    async query(customer) {
      const { Items = [] } = await db.send(
        new lib.QueryCommand({
          TableName,
          KeyConditionExpression: "#customer = :customer",
          ExpressionAttributeNames: { "#customer": "customer" },
          ExpressionAttributeValues: { ":customer": customer },
        }),
      );
      return Items;
    },
  };
};
