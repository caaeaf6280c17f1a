/** dynamodb-toolbox, without the entity's name and the timestamps that it adds by default. */
import { loadPackage } from "../packages";
import { TABLE, type MakeSide } from "../orders";
import { documentClient } from "./document-client";

type Answer = { Item?: object; Attributes?: object; Items?: object[] };
/** An action, as the table or the entity builds it; each step returns it. */
type Action = {
  item(item: object): Action;
  key(key: object): Action;
  query(query: object): Action;
  entities(...entities: object[]): Action;
  options(options: object): Action;
  send(): Promise<Answer>;
};
type Builder = { build(action: object): Action };
type Schema = { key(): Schema; enum(...values: string[]): Schema };
type Toolbox = {
  Table: new (options: object) => Builder;
  Entity: new (options: object) => Builder;
  item: (attributes: Record<string, Schema>) => object;
  string: () => Schema;
  number: () => Schema;
} & Record<"PutItemCommand" | "GetItemCommand" | "UpdateItemCommand" | "QueryCommand", object>;

export const side: MakeSide = (at) => {
  const lib = loadPackage<Toolbox>("dynamodb-toolbox");
  const { Entity, Table, item, number, string } = lib;
  const table = new Table({
    documentClient: documentClient(at),
    name: TABLE,
    partitionKey: { name: "customer", type: "string" },
    sortKey: { name: "order", type: "string" },
  });
  const orders = new Entity({
    name: "Order",
    table,
    schema: item({
      customer: string().key(),
      order: string().key(),
      placedAt: string(),
      status: string().enum("open", "shipped"),
      total: number(),
      pieces: number(),
    }),
    entityAttribute: false,
    timestamps: false,
  });
  const condition = { attr: "status", eq: "open" };
  return {
    put: (order) => orders.build(lib.PutItemCommand).item(order).send(),
    get: async (key) => (await orders.build(lib.GetItemCommand).key(key).send()).Item,
    async ship(key, pieces) {
      const { Attributes } = await orders
        .build(lib.UpdateItemCommand)
        .item({ ...key, status: "shipped", pieces })
        .options({ condition, returnValues: "ALL_NEW" })
        .send();
      return Attributes;
    },
    async query(customer) {
      const { Items = [] } = await table
        .build(lib.QueryCommand)
        .query({ partition: customer })
        .entities(orders)
        .send();
      return Items;
    },
  };
};
