import type {
  DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { ADVICE } from "../errors/advice";
import { SERVICE_ERROR_CODES, type ServiceErrorCode } from "../errors/codes";
import { DynamoError, TransactionError, type RequestInfo } from "../errors/errors";
import { addressOf } from "./address";
import { tablesOf } from "./tables-of";
import { throttledBy } from "./throttling";

/**
 * Turns an error of DynamoDB into one of this library, which says what to do. Returns any other
 * error unchanged.
 */
export async function serviceError(
  db: DynamoDBClient,
  request: RequestInfo,
  error: unknown,
): Promise<unknown> {
  if (!isServiceException(error)) return error;
  const { name, message } = error;
  if (!isKnown(name))
    return new DynamoError("ServiceError", said(`${name}: ${message}`), { cause: error, request });
  if (name === "TransactionCanceledException")
    return canceled(request, error as TransactionCanceledException);
  const advice = name === "ResourceNotFoundException" ? await notFound(db, request) : ADVICE[name];
  const sentences = [
    said(message),
    ...throttledBy(error),
    ...(advice === undefined ? [] : [advice]),
  ];
  return new DynamoError(name, sentences.join(" "), { cause: error, request });
}

const isServiceException = (error: unknown): error is DynamoDBServiceException =>
  error instanceof Error && "$fault" in error;

const isKnown = (name: string): name is ServiceErrorCode =>
  SERVICE_ERROR_CODES.some((code) => code === name);

const said = (message: string) => `DynamoDB request error: ${withoutDot(message)}.`;

const withoutDot = (message: string) => message.trim().replace(/\.$/, "") || "no message";

/** Returns advice on a missing table: where it was looked for, and the usual reasons. */
async function notFound(db: DynamoDBClient, request: RequestInfo): Promise<string> {
  const { endpoint, region } = await addressOf(db);
  const tables = tablesOf(request.input).join(", ");
  return (
    `There is no table${tables === "" ? "" : ` ${tables}`} at ${endpoint}, region ${region}. ` +
    "Was it created in this database, under this name? DynamoDB keeps a set of tables for each region and account, " +
    "and an embedded DynamoDB Local is empty when it starts: call createTable() first."
  );
}

/** Makes the error of a canceled transaction. Who sent it knows the parts, and names them. */
function canceled(request: RequestInfo, error: TransactionCanceledException): TransactionError {
  const { CancellationReasons = [] } = error;
  const reasons = CancellationReasons.map(({ Code = "None" }) => Code);
  return new TransactionError(
    "DynamoDB request error: the transaction was canceled, and nothing was done.",
    reasons,
    { cause: error, request },
  );
}
