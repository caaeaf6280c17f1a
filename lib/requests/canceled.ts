import type { CancellationReason, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
import { ADVICE } from "../errors/advice";
import { type DynamoError, TransactionError } from "../errors/errors";
import { asksForExisting, existing, type Existing } from "./condition-failed";
import type { Request } from "./request";
import { givenKey } from "./subject";

/**
 * Names the refused parts in the error of a canceled transaction, with their keys and, if they
 * asked for them, the existing items. DynamoDB's own message has only the reasons.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CancellationReason.html
 */
export function explainCanceled(
  error: DynamoError,
  parts: readonly Request<unknown>[],
  names: readonly string[],
): DynamoError {
  if (error.code !== "TransactionCanceledException") return error;
  const { CancellationReasons = [] } = error.cause as TransactionCanceledException;
  const found = CancellationReasons.map((reason, index) => existingOf(reason, parts[index]));
  const refused = CancellationReasons.flatMap((reason, index) => {
    const part = parts[index];
    if (part === undefined || codeOf(reason) === "None") return [];
    const what = `number ${index + 1} (${names[index]} on ${part.target?.definition.name})`;
    return [`${what}: ${codeOf(reason)}${detail(reason, part)}${found[index]?.sentence ?? ""}`];
  });
  const { message, reasons, cause, request } = error;
  const told = `${message} Refused: ${refused.join("; ")}${adviceOn(reasons)}`;
  return new TransactionError(
    told,
    reasons,
    { cause, request },
    found.map(({ item }) => item),
  );
}

const codeOf = ({ Code = "None" }: CancellationReason) => Code;

function detail({ Message }: CancellationReason, { target }: Request<unknown>): string {
  const key = target === undefined ? "" : givenKey(target);
  const said = (Message ?? "").trim().replace(/\.$/, "");
  return `${key === "" ? "" : ` for ${key}`}${said === "" ? "" : `, ${said}`}.`;
}

function existingOf(reason: CancellationReason, part: Request<unknown> | undefined): Existing {
  const isAsked =
    codeOf(reason) === "ConditionalCheckFailed" &&
    part !== undefined &&
    asksForExisting(part.input);
  if (!isAsked || part.target === undefined) return { item: undefined, sentence: "" };
  return existing(reason.Item, part.target);
}

/** What to do, by the reason of a part. */
const REASON_ADVICE: Record<string, string | undefined> = {
  ItemCollectionSizeLimitExceeded: ADVICE.ItemCollectionSizeLimitExceededException,
  ProvisionedThroughputExceeded: ADVICE.ProvisionedThroughputExceededException,
  ThrottlingError: ADVICE.ThrottlingException,
  TransactionConflict: ADVICE.TransactionConflictException,
  ValidationError: ADVICE.ValidationException,
};

const adviceOn = (reasons: readonly string[]): string =>
  [...new Set(reasons)]
    .map((reason) => REASON_ADVICE[reason])
    .filter((advice) => advice !== undefined)
    .map((advice) => ` ${advice}`)
    .join("");
