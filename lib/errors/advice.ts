import type { ServiceErrorCode } from "./codes";

/**
 * What an error means, or what to do about it, for codes whose message doesn't say so already.
 */
export const ADVICE: Partial<Record<ServiceErrorCode, string>> = {
  AccessDeniedException:
    "These credentials may not do that: ask for a policy that allows the operation on this table.",
  ConditionalCheckFailedException:
    "Nothing was written, because the item doesn't satisfy the condition.",
  ExpiredTokenException: "Get fresh credentials, then run it again.",
  IdempotentParameterMismatchException:
    "In the last ten minutes this ClientRequestToken came with other writes: use a new token, or none.",
  InternalServerError:
    "DynamoDB failed, and a write may have been done all the same: read the item, then try again.",
  ItemCollectionSizeLimitExceededException:
    "With a local index, the items of one partition key have 10 GB at most: delete some, or use more partition keys.",
  LimitExceededException:
    "Too many tables or indexes are being created, changed or deleted: wait until some are ACTIVE, then try again.",
  ProvisionedThroughputExceededException:
    "The SDK has retried several times. Send less per second, or raise the throughput: " +
    "of the table, or of the index that can't keep up with it.",
  RequestLimitExceeded:
    "The SDK has retried several times, and the limit is that of your account: send less per second.",
  ResourceInUseException: "Wait until the table is ACTIVE, then try again.",
  ThrottlingException:
    "The SDK has retried several times. Send less per second; the cause may be the table or one of its indexes.",
  TransactionConflictException: "Another transaction is changing the same item: try again.",
  TransactionInProgressException:
    "A transaction with this ClientRequestToken is still running: wait, then send the same again.",
  UnrecognizedClientException:
    "AWS doesn't know these keys: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_PROFILE.",
  ValidationException: "The request itself is wrong: sending it again doesn't help.",
};
