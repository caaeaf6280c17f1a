import { baseAndIndex } from "./base-and-index";
import { pages } from "./pages";
import { partitions } from "./partitions";
import { sortKey } from "./sort-key";
import { units } from "./units";

/** Pictures of what is in the database now. Each reads a limited part of it, eventually consistent, and shows it. */
export const draw = {
  /**
   * A table's items in partitions, each item collection (all items with one partition key) in a box, in the order of the
   * sort key: shows how evenly a partition key spreads. Which partition a key goes to is illustrative.
   *
   * @param options `partitions`: how many are drawn, by default 3. `limit`: how many items are read, by default 100.
   * @throws DynamoError `RequestInvalid`, `ResourceNotFoundException`
   */
  partitions,
  /**
   * A table beside one of its indexes: each item has the same number on both sides.
   *
   * @param options `limit`: how many items of the table are drawn, by default 100.
   * @throws DynamoError `RequestInvalid`, `ResourceNotFoundException`
   */
  index: baseAndIndex,
  /**
   * The partition that a query reads, in the order of its sort key, with the stretch that the query reads marked. The
   * query's limit is ignored.
   *
   * @param options `limit`: how many items are drawn of the stretch, and of either side of it, by default 100.
   * @throws DynamoError `RequestInvalid` if it is a scan, or if there is no sort key
   */
  sortKey,
  /**
   * Runs a query that has a limit to its end, of 20 pages at most, and shows each page: its items, how many were read, what
   * it consumed, and the cursor that leads to the next page.
   *
   * @throws DynamoError what awaiting the query would throw
   */
  pages,
  /**
   * Units that several ways of answering one question consume, as bars: `draw.units({ Scan: 12.5, Query: 1 })`. It takes
   * what `measure()` gives, too.
   *
   * @throws DynamoError `RequestInvalid`
   */
  units,
};
