import { addNote } from "./add-note";
import { cancel } from "./cancel";
import { datedOrders } from "./dated-orders";
import { firstOrders } from "./first-orders";
import { openOrders } from "./open-orders";

export const toyStore = {
  openOrders,
  cancel,
  firstOrders,
  DatedOrders: datedOrders,
  addNote,
};
