/** This library: the client of connect(), and a Table. */
import { connect, int, oneOf, string, Table } from "../../../lib/index";
import { silently } from "../silently";
import { TABLE, type MakeSide } from "../orders";

export const fields = {
  customer: string(),
  order: string(),
  placedAt: string(),
  status: oneOf("open", "shipped"),
  total: int(),
  pieces: int(),
};

export const BenchOrders = Table({
  name: TABLE,
  fields,
  partitionKey: "customer",
  sortKey: "order",
});

export const side: MakeSide = async ({ endpoint, accessKeyId }) => {
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: "bench",
  });
  const orders = new BenchOrders(await silently(() => connect()));
  return {
    put: (order) => orders.put(order),
    get: (key) => orders.get(key),
    ship: (key, pieces) =>
      orders.update(key, { set: { status: "shipped", pieces }, if: { status: "open" } }),
    query: async (customer) => (await orders.query({ customer })).items,
  };
};
