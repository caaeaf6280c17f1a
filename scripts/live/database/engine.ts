/** The databases of a page. It runs in a worker, and for tests in Node. */
import type { FromDatabase, ToDatabase } from "../protocol";
import { Database } from "./database";
import { failure, type Failure } from "./failure";
import { improveDynalite } from "./improve-dynalite";
import { run } from "./operations";
import { asLocalSays } from "./words";

improveDynalite();

const databases = new Map<string, Database>();

/** Answers a request. A request is done when this returns, so none sees another half done. */
export function answer({ id, target, body, database: name }: ToDatabase): FromDatabase {
  const { status, answer } = outcome(name, target, body);
  return { id, status, body: JSON.stringify(answer) };
}

/** The database of an access key and region; it begins empty. */
function databaseOf(name: string): Database {
  const [accessKey = ""] = name.split("/");
  if (!/^[A-Za-z0-9]+$/.test(accessKey))
    throw failure("UnrecognizedClientException", "The Access Key ID or security token is invalid.");
  const database = databases.get(name) ?? new Database();
  databases.set(name, database);
  return database;
}

function outcome(name: string, target: string, body: string): { status: number; answer: object } {
  try {
    const database = databaseOf(name);
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
