import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { loadSdk } from "../../../lib/client/sdk";

const FEW = 2;
const TOO_MANY_PAGES = 200;

/** A client of the same database whose ListTables gives two names at a time, and the number of its requests. */
export async function withShortPages(
  db: DynamoDBClient,
): Promise<{ client: DynamoDBClient; sent: () => number }> {
  const { DynamoDBClient: Client } = await loadSdk();
  const { region, endpoint, credentials } = db.config;
  const client = new Client({ region, credentials, ...(endpoint !== undefined && { endpoint }) });
  let sent = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        if (commandName !== "ListTablesCommand") return next(args);
        if (++sent > TOO_MANY_PAGES)
          throw new Error(`This asks for page after page, ${TOO_MANY_PAGES} by now.`);
        const { Limit = FEW } = args.input as { Limit?: number };
        return next({ ...args, input: { ...args.input, Limit: Math.min(Limit, FEW) } });
      },
    { name: "shortPages", step: "initialize" },
  );
  return { client, sent: () => sent };
}
