import { brief } from "../print/brief";
import { display, type Bundle } from "../print/display";
import { textHtml, visibleLines } from "../print/escape";
import { LINE } from "../print/style";
import { ADVICE } from "./advice";
import { codeOf } from "./code-of";
import type { DynamoErrorCode, ServiceErrorCode } from "./codes";
import { DynamoError } from "./errors";

/** Thrown when an expected failure doesn't happen, or another error is thrown. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError";
  readonly code = "NotRefused";
}

/**
 * Runs code that is expected to fail, and shows the failure: its code, its message, and what it
 * means.
 *
 * @param code The code of a DynamoError, or the name of an error of the SDK
 * @throws ExpectationError if nothing fails, or something else does
 */
export async function expectError(
  code: DynamoErrorCode | (string & {}),
  work: () => unknown,
): Promise<void> {
  const error = await errorOf(code, work);
  if (codeOf(error) !== code)
    throw new ExpectationError(
      `This should have failed with ${code}, and it failed with ${brief(error)}`,
      { cause: error },
    );
  display(refusal(code, error as Error));
}

async function errorOf(code: string, work: () => unknown): Promise<unknown> {
  let result: unknown;
  try {
    result = await work();
  } catch (error) {
    return error;
  }
  throw new ExpectationError(
    `This should have failed with ${code}, and it returned ${brief(result)}.`,
  );
}

const BOX = `border-left:4px solid ${LINE};padding:2px 0 2px 12px`;

/**
 * Formats a failure. Messages of this library say what to do; for errors of the SDK, advice is
 * added.
 */
function refusal(code: string, error: Error): Bundle {
  const hasAdvice = !(error instanceof DynamoError) && Object.hasOwn(ADVICE, code);
  const advice = hasAdvice ? ADVICE[code as ServiceErrorCode] : undefined;
  const lines = [error.message, ...(advice === undefined ? [] : [advice])];
  const html = [
    `Refused, as expected: <strong>${textHtml(code)}</strong>`,
    ...lines.map(textHtml),
  ].join("<br>");
  return {
    "text/plain": [`Refused, as expected: ${code}`, ...lines].map(visibleLines).join("\n  "),
    "text/html": `<div style="${BOX}">${html}</div>`,
  };
}
