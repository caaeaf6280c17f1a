/** dynamodb-onetable, without the timestamps that it adds by default. */
import { loadPackage } from "../packages";
import { TABLE, type MakeSide, type Order, type OrderKey } from "../orders";
import { plainClient } from "./plain-client";

type Model = {
  create(order: Order, options: object): Promise<object>;
  get(key: OrderKey): Promise<object | undefined>;
  update(change: OrderKey & Partial<Order>, options: object): Promise<object>;
  find(key: Partial<OrderKey>): Promise<object[]>;
};
type OneTable = { Table: new (options: object) => { getModel(name: string): Model } };
type Dynamo = { Dynamo: new (options: object) => object };

const SCHEMA = {
  format: "onetable:1.1.0",
  version: "0.0.1",
  indexes: { primary: { hash: "customer", sort: "order" } },
  params: { timestamps: false },
  models: {
    Order: {
      customer: { type: String, required: true },
      order: { type: String, required: true },
      placedAt: { type: String, required: true },
      status: { type: String, required: true, enum: ["open", "shipped"] },
      total: { type: Number, required: true },
      pieces: { type: Number, required: true },
    },
  },
};

export const side: MakeSide = (at) => {
  const { Table } = loadPackage<OneTable>("dynamodb-onetable");
  const { Dynamo } = loadPackage<Dynamo>("dynamodb-onetable/Dynamo");
  const client = new Dynamo({ client: plainClient(at) });
  const table = new Table({ client, name: TABLE, schema: SCHEMA, logger: false, partial: true });
  const orders = table.getModel("Order");
  return {
    put: (order) => orders.create(order, { exists: null }),
    get: (key) => orders.get(key),
    ship: (key, pieces) =>
      orders.update(
        { ...key, status: "shipped", pieces },
        { exists: null, where: "${status} = {open}" },
      ),
    query: (customer) => orders.find({ customer }),
  };
};
