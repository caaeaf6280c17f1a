import { acquire } from "./acquire";
import { discount } from "./discount";
import { latestSales } from "./latest-sales";
import { receive } from "./receive";
import { sellAll } from "./sell-all";

export const manyWriters = { discount, receive, acquire, sellAll, latestSales };
