import { userWallet } from "./01-user-wallet";
import { tableClass } from "./02-table-class";
import { pageViews } from "./03-page-views";
import { countersAndIndexes } from "./04-counters-and-indexes";
import { toyStore } from "./05-toy-store";
import { introduction } from "./06-introduction";
import { oneTable } from "./07-one-table";
import { manyWriters } from "./08-many-writers";
import { livingTable } from "./09-living-table";
import { costs } from "./10-costs";

/** Every exercise, by the name of its answer. */
export const exercises = {
  ...userWallet,
  ...tableClass,
  ...pageViews,
  ...countersAndIndexes,
  ...toyStore,
  ...introduction,
  ...oneTable,
  ...manyWriters,
  ...livingTable,
  ...costs,
};
