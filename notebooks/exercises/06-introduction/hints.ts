import { codeOf } from "../framework/internals";

/** A hint that may depend on what was found. */
export type Hint = (found: unknown) => string;

const REFUSED =
  "A condition that fails is an expected result here. Catch this error, and return what it means.";
/** A hint for an answer that works on a table of its own choice. */
export const ELSEWHERE =
  "The message is in another table: use the board that the function receives.";
const UNENCODED =
  "The field refuses this value. decimal_type takes numbers as text, and amount is such a text already.";

const UNFIT =
  "This number doesn't fit a JavaScript number, so marshall and unmarshall refuse it, or round it. Take the text in N unchanged, or wrap it.";

/** A hint for an error that the answer should have caught or avoided, or else this one. */
export const errorHintOr =
  (otherwise: string): Hint =>
  (found) => {
    if (codeOf(found) === "ConditionalCheckFailedException") return REFUSED;
    if (codeOf(found) === "ResourceNotFoundException") return ELSEWHERE;
    if (codeOf(found) === "ItemEncodeError") return UNENCODED;
    if (found instanceof Error && /BigInt|wrapNumbers|MAX_SAFE_INTEGER/.test(found.message))
      return UNFIT;
    return otherwise;
  };

/** A hint for an answer that loses digits. */
export const EXACT =
  "A number keeps about 16 digits. Use text and bigint, and let DynamoDB calculate where it can.";
