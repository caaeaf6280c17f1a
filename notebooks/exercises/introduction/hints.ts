/** A hint, which may depend on what was found. */
export type Hint = (found: unknown) => string;

export const REFUSED =
  "That the condition doesn't hold is an answer, not an accident: catch this error, and say what it means here.";
const ELSEWHERE = "The message is in another table: use the board that the function is given.";
const UNENCODED =
  "A field refuses this value, and says what it takes: decimal_type is a text that travels as a number, and the amount is such a text already.";

/** For an answer that fails with an error that it should have caught or avoided, what that means; for others this hint. */
export const unless =
  (otherwise: string): Hint =>
  (found) => {
    if (isError(found, "ConditionalCheckFailedException")) return REFUSED;
    if (isError(found, "ResourceNotFoundException")) return ELSEWHERE;
    if (isError(found, "ItemEncodeError")) return UNENCODED;
    return otherwise;
  };

/** The library's errors have a code; those of the SDK have a name. */
export const isError = (found: unknown, code: string): boolean =>
  found instanceof Error && ((found as { code?: unknown }).code === code || found.name === code);

/** For answers that lose digits. */
export const EXACT =
  "A number holds about 16 digits. Keep to texts and bigint, and let DynamoDB calculate where it can.";
