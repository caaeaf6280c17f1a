import { cancel } from "./toy-store/cancel";
import { completedBetween } from "./toy-store/completed-between";
import { datedOrders } from "./toy-store/dated-orders";
import { firstOrders } from "./toy-store/first-orders";
import { openOrders } from "./toy-store/open-orders";

export const toyStore = {
  openOrders,
  cancel,
  completedBetween,
  firstOrders,
  DatedOrders: datedOrders,
};
