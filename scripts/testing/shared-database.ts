import { randomBytes } from "node:crypto";
import { startServer } from "../../lib/embedded/server";

/** Names the address of the server that the test files share. */
const SHARED = "WORKBOOK_TEST_DATABASE";

/**
 * Starts a DynamoDB Local for all test files of a run. A start takes about a second of work, and each
 * access key has a database of its own. Resolves to a function that stops it.
 */
export async function shareDatabase(): Promise<() => Promise<void>> {
  const server = await startServer();
  process.env[SHARED] = server.endpoint;
  return () => server.stop();
}

/** What `connect()` reads to use a new database of the shared server; nothing if there is none. */
export function sharedDatabase(): Record<string, string> {
  const { [SHARED]: endpoint } = process.env;
  if (endpoint === undefined) return {};
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ACCESS_KEY_ID: randomBytes(16).toString("hex"),
    AWS_SECRET_ACCESS_KEY: "local",
    AWS_REGION: "us-west-2",
  };
}
