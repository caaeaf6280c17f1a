const WORDS =
  "DynamoDB Local words two refusals otherwise; the page's database has words that AWS used.";
const ORDER =
  "The order of a map's attributes and of a set's elements means nothing; DynamoDB Local's is that of its hash tables.";
const SCAN =
  "The picture shows the first items of a scan, which begins with another partition key here.";

/** Cells that show something else in the page than is stored, by chapter, and why. */
export const DIFFERENCES: Record<string, Record<string, string>> = {
  "07-one-table": {
    paths: ORDER,
    "path-names": ORDER,
    "errors-keys": WORDS,
    "document-update": ORDER,
  },
  "09-living-table": { backfilled: SCAN },
};
