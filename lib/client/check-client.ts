import { DynamoError } from "../errors/errors";
import { brief } from "../print/brief";

/**
 * Refuses what isn't a client of the SDK.
 *
 * @throws DynamoError `RequestInvalid`
 */
export function checkClient(db: unknown): void {
  if (typeof db !== "object" || db === null) throw invalid(`not ${brief(db)}`);
  if ("send" in db && "middlewareStack" in db) return;
  throw invalid(
    "then" in db ? "and this is a promise: write await before connect()" : `not ${brief(db)}`,
  );
}

const invalid = (what: string) =>
  new DynamoError(
    "RequestInvalid",
    `Requests are sent by a client, such as the one in const db = await connect(), ${what}.`,
  );
