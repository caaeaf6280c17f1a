/** A request that the page's database and DynamoDB Local both get, in this order. */
import type { Item, Value } from "../values";

export type Row = {
  /** Unique; differences are listed by it. */
  name: string;
  operation: string;
  parameters: object;
  /** By default a key that DynamoDB Local accepts. */
  accessKey?: string;
};

export const S = (text: string): Value => ({ S: text });
export const N = (number: number | string): Value => ({ N: String(number) });

export const row = (name: string, operation: string, parameters: object): Row => ({
  name,
  operation,
  parameters,
});

export const ON_DEMAND = { BillingMode: "PAY_PER_REQUEST" };
export const UNITS = { ReadCapacityUnits: 2, WriteCapacityUnits: 3 };

/** A key's elements, such as `key("p S", "s N")`. */
export function key(hash: string, range?: string) {
  const parts = [hash, range].filter((part) => part !== undefined).map((part) => part.split(" "));
  return {
    KeySchema: parts.map(([AttributeName], i) => ({
      AttributeName,
      KeyType: i === 0 ? "HASH" : "RANGE",
    })),
  };
}

/** Definitions of attributes, such as `attributes("p S", "s N")`. */
export const attributes = (...all: string[]) => ({
  AttributeDefinitions: all.map((one) => {
    const [AttributeName, AttributeType] = one.split(" ");
    return { AttributeName, AttributeType };
  }),
});

export const ALL = { Projection: { ProjectionType: "ALL" } };
export const KEYS_ONLY = { Projection: { ProjectionType: "KEYS_ONLY" } };

/** Requests about one table. */
export const about = (TableName: string) => ({
  put: (name: string, Item: Item, more: object = {}) =>
    row(name, "PutItem", { TableName, Item, ...more }),
  update: (name: string, Key: Item, UpdateExpression: string, values: Item = {}, more = {}) =>
    row(name, "UpdateItem", {
      TableName,
      Key,
      UpdateExpression,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      ReturnValues: "ALL_NEW",
      ...more,
    }),
  get: (name: string, Key: Item, more: object = {}) =>
    row(name, "GetItem", { TableName, Key, ...more }),
  remove: (name: string, Key: Item, more: object = {}) =>
    row(name, "DeleteItem", { TableName, Key, ...more }),
  query: (name: string, KeyConditionExpression: string, values: Item, more: object = {}) =>
    row(name, "Query", {
      TableName,
      KeyConditionExpression,
      ExpressionAttributeValues: values,
      ...more,
    }),
  scan: (name: string, more: object = {}) => row(name, "Scan", { TableName, ...more }),
  /** A write whose condition holds or not, and which changes nothing. */
  condition: (ConditionExpression: string, Key: Item, values: Item = {}, more: object = {}) =>
    row(`condition: ${ConditionExpression} ${JSON.stringify(values)}`, "UpdateItem", {
      TableName,
      Key,
      ConditionExpression,
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
      ...more,
    }),
});
