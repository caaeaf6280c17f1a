/** The SDK as most programs use it: a default client, commands, `marshall` and `unmarshall`. */
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { TABLE as TableName, type MakeSide } from "../orders";
import { plainClient } from "./plain-client";

export const side: MakeSide = (at) => {
  const db = plainClient(at);
  return {
    put: (order) => db.send(new PutItemCommand({ TableName, Item: marshall(order) })),
    async get(key) {
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: marshall(key) }));
      return Item && unmarshall(Item);
    },
    async ship(key, pieces) {
      const { Attributes } = await db.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall(key),
          UpdateExpression: "SET #status = :shipped, #pieces = :pieces",
          ConditionExpression: "#status = :open",
          ExpressionAttributeNames: { "#status": "status", "#pieces": "pieces" },
          ExpressionAttributeValues: marshall({
            ":shipped": "shipped",
            ":pieces": pieces,
            ":open": "open",
          }),
          ReturnValues: "ALL_NEW",
        }),
      );
      return Attributes && unmarshall(Attributes);
    },
    async query(customer) {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "#customer = :customer",
          ExpressionAttributeNames: { "#customer": "customer" },
          ExpressionAttributeValues: marshall({ ":customer": customer }),
        }),
      );
      return Items.map((item) => unmarshall(item));
    },
  };
};
