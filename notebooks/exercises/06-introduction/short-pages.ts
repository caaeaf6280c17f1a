import { DynamoDBClient } from "@aws-sdk/client-dynamodb";

const NAMES_PER_PAGE = 2;
const MAX_PAGES = 200;

/**
 * A client of this database whose ListTables returns two names per page, and a count of its
 * requests.
 */
export function withShortPages(db: DynamoDBClient): {
  client: DynamoDBClient;
  sent: () => number;
} {
  const { region, endpoint, credentials } = db.config;
  const client = new DynamoDBClient({
    region,
    credentials,
    ...(endpoint !== undefined && { endpoint }),
  });
  let sent = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName !== "ListTablesCommand") return next(args);
        if (++sent > MAX_PAGES) throw new Error(`This has requested more than ${MAX_PAGES} pages.`);
        const { Limit = NAMES_PER_PAGE } = args.input as { Limit?: number };
        return next({ ...args, input: { ...args.input, Limit: Math.min(Limit, NAMES_PER_PAGE) } });
      },
    { name: "shortPages", step: "initialize" },
  );
  return { client, sent: () => sent };
}
