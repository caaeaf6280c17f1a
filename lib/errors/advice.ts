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
  ProvisionedThroughputExceededException:
    "The SDK has retried several times. Send less per second, or raise the table's throughput.",
  ResourceInUseException: "Wait until the table is ACTIVE, then try again.",
  ThrottlingException: "The SDK has retried several times. Send less per second.",
  TransactionConflictException: "Another transaction is changing the same item: try again.",
  UnrecognizedClientException:
    "AWS doesn't know these keys: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_PROFILE.",
  ValidationException: "The request itself is wrong: sending it again doesn't help.",
};
