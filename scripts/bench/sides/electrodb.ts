/** electrodb. It adds two attributes, which name the entity and its version, and can't leave them out. */
import { loadPackage } from "../packages";
import { TABLE, type MakeSide, type Order, type OrderKey } from "../orders";
import { plainClient } from "./plain-client";

type Answer<T> = Promise<{ data: T }>;
type Attributes = Record<keyof Order, unknown>;
type Operations = { eq: (attribute: unknown, value: unknown) => string };
type Update = {
  set(change: Partial<Order>): Update;
  where(condition: (attributes: Attributes, operations: Operations) => string): Update;
  go(options: { response: "all_new" }): Answer<object>;
};
type Entity = {
  put(order: Order): { go(): Answer<object> };
  get(key: OrderKey): { go(): Answer<object | null> };
  update(key: OrderKey): Update;
  query: { primary(key: Partial<OrderKey>): { go(): Answer<object[]> } };
};
type ElectroDB = { Entity: new (schema: object, configuration: object) => Entity };

const SCHEMA = {
  model: { entity: "order", version: "1", service: "bench" },
  attributes: {
    customer: { type: "string", required: true },
    order: { type: "string", required: true },
    placedAt: { type: "string", required: true },
    status: { type: ["open", "shipped"], required: true },
    total: { type: "number", required: true },
    pieces: { type: "number", required: true },
  },
  indexes: {
    primary: {
      pk: { field: "customer", composite: ["customer"], template: "${customer}", casing: "none" },
      sk: { field: "order", composite: ["order"], template: "${order}", casing: "none" },
    },
  },
};

export const side: MakeSide = (at) => {
  const { Entity } = loadPackage<ElectroDB>("electrodb");
  const orders = new Entity(SCHEMA, { client: plainClient(at), table: TABLE });
  return {
    put: (order) => orders.put(order).go(),
    get: async (key) => (await orders.get(key).go()).data ?? undefined,
    async ship(key, pieces) {
      const { data } = await orders
        .update(key)
        .set({ status: "shipped", pieces })
        .where(({ status }, { eq }) => eq(status, "open"))
        .go({ response: "all_new" });
      return data;
    },
    query: async (customer) => (await orders.query.primary({ customer }).go()).data,
  };
};
