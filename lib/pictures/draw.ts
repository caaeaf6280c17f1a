import { baseAndIndex } from "./base-and-index";
import { growth } from "./growth";
import { pages } from "./pages";
import { partitions } from "./partitions";
import { sortKey } from "./sort-key";
import { units } from "./units";

/**
 * Pictures of the data now in the database. Each reads a limited part of it, eventually consistent,
 * and shows it.
 */
export const draw = {
  /**
   * A table's items in partitions, each item collection (all items with one partition key) in a
   * box, in the order of the sort key: shows how evenly a partition key spreads. Which partition a
   * key goes to is illustrative.
   *
   * @param options `partitions`: how many to draw. Default: 3. `limit`: how many items to read at
   * most. Default: 100.
   * @throws DynamoError `RequestInvalid`, `ResourceNotFoundException`
   */
  partitions,
  /**
   * A table beside one of its indexes: each item has the same number on both sides.
   *
   * @param options `limit`: how many items of the table to draw at most. Default: 100.
   * @throws DynamoError `RequestInvalid`, `ResourceNotFoundException`
   */
  index: baseAndIndex,
  /**
   * The partition that a query reads, in the order of its sort key, with the range that the query
   * reads marked. The query's limit is ignored.
   *
   * @param options `limit`: how many items to draw of the range, and of either side of it, at most.
   * Default: 100.
   * @throws DynamoError `RequestInvalid` if it is a scan, or if there is no sort key
   */
  sortKey,
  /**
   * Runs a query to its end, or for 20 pages, and shows each page: its items, how many were read,
   * what it consumed, and the cursor that leads to the next page.
   *
   * @throws DynamoError what awaiting the query would throw
   */
  pages,
  /**
   * The units that several approaches to one question consume, as bars:
   * `draw.units({ Scan: 12.5, Query: 1 })`. Also accepts results of `measure()`.
   *
   * @throws DynamoError `RequestInvalid`
   */
  units,
  /**
   * How an amount grows with the number of items, both on logarithmic scales:
   * `draw.growth("read units", [100, 1_000], { Scan: [1.5, 13], Query: [0.5, 0.5] })`. Each amount
   * is at the nearest half of a power of ten; below the picture it is printed in full.
   *
   * @param amount What the amounts are
   * @param sizes How many items there are, from the smallest number to the largest
   * @param ways An amount for each size, by the name of the way. At most seven ways.
   * @throws DynamoError `RequestInvalid`
   */
  growth,
};
