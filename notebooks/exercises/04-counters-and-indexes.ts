import { countViewers } from "./counters-and-indexes/count-viewers";
import { recentPages } from "./counters-and-indexes/recent-pages";
import { shardedCounter } from "./counters-and-indexes/sharded-counter";
import { viewAt } from "./counters-and-indexes/view-at";
import { viewersOfBoth } from "./counters-and-indexes/viewers-of-both";

export const countersAndIndexes = {
  countViewers,
  viewAt,
  viewersOfBoth,
  shardedCounter,
  RecentPages: recentPages,
};
