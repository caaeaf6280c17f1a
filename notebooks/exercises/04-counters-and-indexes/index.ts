import { countViewers } from "./count-viewers";
import { recentPages } from "./recent-pages";
import { sawAt } from "./saw-at";
import { shardedCounter } from "./sharded-counter";
import { viewAt } from "./view-at";
import { viewersOfBoth } from "./viewers-of-both";

export const countersAndIndexes = {
  countViewers,
  viewAt,
  viewersOfBoth,
  shardedCounter,
  RecentPages: recentPages,
  sawAt,
};
