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

/** What the page says of its database, in the words of a notebook's. */
export const inNotebooksWords = (text: string): string =>
  text
    .replace(
      "The database is a simulation in this page (dynalite), in memory, for this page only",
      "DynamoDB Local runs at http://127.0.0.1:1, in memory, for this notebook only",
    )
    .replaceAll("http://this-page.localhost", "http://127.0.0.1:1");
