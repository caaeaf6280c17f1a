/**
 * The least that a program can do through the SDK: a client with the settings of connect(), and
 * each attribute converted by code written for it, which checks nothing.
 */
import {
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClientConfig,
} from "@aws-sdk/client-dynamodb";
import { TABLE as TableName, type MakeSide, type Order, type OrderKey } from "../orders";
import { plainClient } from "./plain-client";

type Stored = Record<string, AttributeValue>;
const S = (text: string): AttributeValue => ({ S: text });
const N = (number: number): AttributeValue => ({ N: String(number) });

const storedKey = ({ customer, order }: OrderKey): Stored => ({
  customer: S(customer),
  order: S(order),
});

export const encode = (order: Order): Stored => ({
  customer: S(order.customer),
  order: S(order.order),
  placedAt: S(order.placedAt),
  status: S(order.status),
  total: N(order.total),
  pieces: N(order.pieces),
});

export const decode = (item: Stored): Order => ({
  customer: item["customer"]?.S as string,
  order: item["order"]?.S as string,
  placedAt: item["placedAt"]?.S as string,
  status: item["status"]?.S as Order["status"],
  total: Number(item["total"]?.N),
  pieces: Number(item["pieces"]?.N),
});

const nothing = () => undefined;
/** Without `info`, for which the SDK would copy every response. */
const logger = { trace: nothing, debug: nothing, warn: nothing, error: nothing };
const SETTINGS = { cacheMiddleware: true, logger } as unknown as DynamoDBClientConfig;

export const side: MakeSide = (at) => {
  const db = plainClient(at, SETTINGS);
  return {
    put: (order) => db.send(new PutItemCommand({ TableName, Item: encode(order) })),
    async get(key) {
      const { Item } = await db.send(new GetItemCommand({ TableName, Key: storedKey(key) }));
      return Item && decode(Item);
    },
    async ship(key, pieces) {
      const { Attributes } = await db.send(
        new UpdateItemCommand({
          TableName,
          Key: storedKey(key),
          UpdateExpression: "SET #status = :shipped, #pieces = :pieces",
          ConditionExpression: "#status = :open",
          ExpressionAttributeNames: { "#status": "status", "#pieces": "pieces" },
          ExpressionAttributeValues: {
            ":shipped": S("shipped"),
            ":pieces": N(pieces),
            ":open": S("open"),
          },
          ReturnValues: "ALL_NEW",
        }),
      );
      return Attributes && decode(Attributes);
    },
    async query(customer) {
      const { Items = [] } = await db.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: "#customer = :customer",
          ExpressionAttributeNames: { "#customer": "customer" },
          ExpressionAttributeValues: { ":customer": S(customer) },
        }),
      );
      return Items.map(decode);
    },
  };
};
