/** The databases of a page. It runs in a worker, and for tests in Node. */
import type { FromDatabase, ToDatabase } from "../protocol";
import { Database } from "./database";
import type { Failure } from "./failure";
import { improveDynalite } from "./improve-dynalite";
import { run } from "./operations";
import { asLocalSays } from "./words";

improveDynalite();

const databases = new Map<string, Database>();

/** Answers a request. A request is done when this returns, so none sees another half done. */
export function answer({ id, target, body, database: name }: ToDatabase): FromDatabase {
  const database = databases.get(name) ?? new Database();
  databases.set(name, database);
  const { status, answer } = outcome(database, target, body);
  return { id, status, body: JSON.stringify(answer) };
}

function outcome(
  database: Database,
  target: string,
  body: string,
): { status: number; answer: object } {
  try {
    const parameters = JSON.parse(body) as object;
    database.deleteExpired();
    return { status: 200, answer: run(database, target, parameters) };
  } catch (error) {
    return { status: 400, answer: refusal(error) };
  }
}

/** Our refusals and dynalite's have a body. Anything else is a mistake of this database. */
function refusal(error: unknown): object {
  const { body } = error as Partial<Failure>;
  if (body !== undefined)
    return "message" in body ? { ...body, message: asLocalSays(String(body["message"])) } : body;
  const { name, message } = error as Error;
  return {
    __type: "com.amazonaws.dynamodb.v20120810#InternalFailure",
    message: `The database in this page failed (${name}: ${message}). Open the notebook to run this cell.`,
  };
}
