/** What DynamoDB answers, under its own names. @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html */
export const SERVICE_ERROR_CODES = [
  "AccessDeniedException",
  "ConditionalCheckFailedException",
  "ExpiredTokenException",
  "IdempotentParameterMismatchException",
  "InternalServerError",
  "ItemCollectionSizeLimitExceededException",
  "LimitExceededException",
  "ProvisionedThroughputExceededException",
  "RequestLimitExceeded",
  "ResourceInUseException",
  "ResourceNotFoundException",
  "ThrottlingException",
  "TransactionCanceledException",
  "TransactionConflictException",
  "TransactionInProgressException",
  "UnrecognizedClientException",
  "ValidationException",
] as const;

export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** What went wrong, as a word a program can test. */
export type DynamoErrorCode =
  /** The address isn't on this machine, and nobody said that this is wanted. */
  | "EndpointNotLocal"
  /** The environment names an endpoint that isn't an address. */
  | "EndpointInvalid"
  /** The SDK finds no keys in its configuration. */
  | "CredentialsMissing"
  /** No Java runtime, or no DynamoDB Local, where set-up puts them. */
  | "SetupIncomplete"
  /** The embedded DynamoDB Local didn't come up. */
  | "StartFailed"
  /** The database that this client belongs to doesn't answer any more. */
  | "DatabaseGone"
  /** The definition of a table contradicts itself. */
  | "DefinitionInvalid"
  /** The table exists with another definition. */
  | "TableDiffers"
  /** The table exists at AWS, and nobody said that this program may use it. */
  | "TableNotAdopted"
  /** The table didn't become ACTIVE in time. */
  | "TableNotReady"
  /** A value that doesn't fit its field; nothing was sent. */
  | "ItemEncodeError"
  /** A stored attribute that its field can't read. */
  | "ItemDecodeError"
  /** An item above DynamoDB's limit of 400 KB; nothing was sent. */
  | "ItemTooLarge"
  /** A request that can't be right; nothing was sent. */
  | "RequestInvalid"
  /** DynamoDB kept leaving parts of a batch undone. */
  | "BatchIncomplete"
  | ServiceErrorCode
  /** Another answer of DynamoDB; `cause.name` has its name. */
  | "ServiceError";
