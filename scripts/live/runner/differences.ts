const WORDS =
  "DynamoDB Local words this refusal otherwise; the page's database has DynamoDB's own code.";
const ORDER =
  "A scan returns partition keys in an order that DynamoDB Local keeps secret, and the picture shows that order.";

/** Cells that show something else in the page than is stored, by chapter, and why. */
export const DIFFERENCES: Record<string, Record<string, string>> = {
  "01-user-wallet": {
    "exists-error": WORDS,
    "put-without-key": WORDS,
    "put-wrong-number": WORDS,
    partitions: ORDER,
  },
  "02-table-class": { "own-create-demo": WORDS, "payments-index": ORDER },
  "03-page-views": { "few-drawn": ORDER },
  "04-counters-and-indexes": { "visit-picture": ORDER },
};
