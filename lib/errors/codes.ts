/**
 * DynamoDB's own errors, by name.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html
 */
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

/** The name of one of DynamoDB's own errors. */
export type ServiceErrorCode = (typeof SERVICE_ERROR_CODES)[number];

/** The code of an error, which a program can test. */
export type DynamoErrorCode =
  /** The address isn't on this machine, and `connect()` wasn't allowed to leave it. */
  | "EndpointNotLocal"
  /** The endpoint in the environment isn't an address, or what answers there isn't DynamoDB. */
  | "EndpointInvalid"
  /** The region is missing, or isn't the name of one. */
  | "RegionInvalid"
  /** The SDK can't use a setting of yours for AWS. */
  | "ConfigurationInvalid"
  /** The SDK finds no keys in its configuration. */
  | "CredentialsMissing"
  /** Java or DynamoDB Local isn't where set-up puts it. */
  | "SetupIncomplete"
  /** The embedded DynamoDB Local didn't start. */
  | "StartFailed"
  /** The database of this client doesn't answer (any more). */
  | "DatabaseGone"
  /** The definition of a table contradicts itself. */
  | "DefinitionInvalid"
  /** The table exists with another definition. */
  | "TableDiffers"
  /** The table exists at AWS, and this program didn't ask to adopt it. */
  | "TableNotAdopted"
  /** The table didn't become ACTIVE in time. */
  | "TableNotReady"
  /** A value doesn't fit its field; nothing was sent. */
  | "ItemEncodeError"
  /** A field can't read a stored attribute. */
  | "ItemDecodeError"
  /** The item is larger than DynamoDB's limit of 400 KB; nothing was sent. */
  | "ItemTooLarge"
  /** The request is wrong; nothing was sent. */
  | "RequestInvalid"
  /** DynamoDB repeatedly left parts of a batch unprocessed. */
  | "BatchIncomplete"
  | ServiceErrorCode
  /** Another error of DynamoDB; `cause.name` is its name. */
  | "ServiceError";
