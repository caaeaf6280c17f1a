import type {
  DynamoDBClient,
  DynamoDBServiceException,
  TransactionCanceledException,
} from "@aws-sdk/client-dynamodb";
import { ADVICE } from "../errors/advice";
import { SERVICE_ERROR_CODES, type DynamoErrorCode, type ServiceErrorCode } from "../errors/codes";
import { DynamoError, TransactionError, type Sent } from "../errors/errors";
import { addressOf } from "./address";
import { tablesOf } from "./tables-of";

/** The service's error as one of this library's, with a sentence on what to do; any other error as it is. */
export async function serviceError(
  db: DynamoDBClient,
  request: Sent,
  error: unknown,
): Promise<unknown> {
  if (!isServiceException(error)) return error;
  const code: DynamoErrorCode = isKnown(error.name) ? error.name : "ServiceError";
  const said = `DynamoDB request error: ${withoutDot(code === "ServiceError" ? `${error.name}: ${error.message}` : error.message)}.`;
  if (code === "TransactionCanceledException")
    return canceled(request, error as TransactionCanceledException);
  const advice = code === "ResourceNotFoundException" ? await notFound(db, request) : ADVICE[code];
  return new DynamoError(code, advice === undefined ? said : `${said} ${advice}`, {
    cause: error,
    request,
  });
}

const isServiceException = (error: unknown): error is DynamoDBServiceException =>
  error instanceof Error && "$fault" in error;
const isKnown = (name: string): name is ServiceErrorCode =>
  SERVICE_ERROR_CODES.some((code) => code === name);
const withoutDot = (message: string) =>
  message.trim() === "" ? "no message" : message.trim().replace(/\.$/, "");

/** The usual reasons for a table that isn't there. */
async function notFound(db: DynamoDBClient, request: Sent): Promise<string> {
  const { endpoint, region } = await addressOf(db);
  const tables = tablesOf(request.input).join(", ");
  return (
    `There is no table${tables === "" ? "" : ` ${tables}`} at ${endpoint}, region ${region}. ` +
    "Was it created in this database, under this name? DynamoDB keeps a set of tables for each region and account, and an embedded DynamoDB Local is empty when it starts: " +
    "call createTable() first."
  );
}

/** Says which parts of a transaction were refused, and why; DynamoDB's own message has the reasons only. */
function canceled(request: Sent, error: TransactionCanceledException): TransactionError {
  const { CancellationReasons = [] } = error;
  const items =
    (request.input as { TransactItems?: Record<string, { TableName: string }>[] }).TransactItems ??
    [];
  const reasons = CancellationReasons.map(({ Code }) => Code ?? "None");
  const refused = CancellationReasons.flatMap(({ Message }, index) => {
    if (reasons[index] === "None") return [];
    const [kind, part] = Object.entries(items[index] ?? {})[0] ?? [];
    return [
      `number ${index + 1} (${kind} on ${part?.TableName}): ${reasons[index]}${Message === undefined ? "" : `, ${withoutDot(Message)}`}`,
    ];
  });
  return new TransactionError(
    `DynamoDB request error: the transaction was canceled, and nothing was done. Refused were ${refused.join("; ")}.`,
    reasons,
    { cause: error, request },
  );
}
