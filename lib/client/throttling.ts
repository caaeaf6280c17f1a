import type { ThrottlingReason } from "@aws-sdk/client-dynamodb";

/**
 * Names what throttled a request: a table can be throttled by one of its indexes. Empty for errors
 * without such reasons.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ThrottlingReason.html
 */
export function throttledBy(error: Error): string[] {
  const { ThrottlingReasons = [] } = error as { ThrottlingReasons?: ThrottlingReason[] };
  if (ThrottlingReasons.length === 0) return [];
  const reasons = ThrottlingReasons.map(
    ({ reason, resource }) => `${reason}${resource === undefined ? "" : ` of ${resource}`}`,
  );
  return [`The reason: ${reasons.join("; ")}.`];
}
