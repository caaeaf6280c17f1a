import { brief } from "../print/brief";
import { display } from "../print/display";
import { escapeHtml } from "../print/escape";
import { LINE } from "../print/style";
import type { DynamoErrorCode } from "./codes";
import { DynamoError } from "./errors";
import { ADVICE } from "./advice";

/** What should have failed didn't, or failed in another way. */
export class ExpectationError extends Error {
  override readonly name = "ExpectationError";
  readonly code = "NotRefused";
}

/**
 * Does what is expected to fail, and shows the failure: its code, its message, and what it means.
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
  const { message } = error as Error;
  const meaning = error instanceof DynamoError ? undefined : ADVICE[code as DynamoErrorCode];
  const lines = [message, ...(meaning === undefined ? [] : [meaning])];
  display({
    "text/plain": [`Refused, as expected: ${code}`, ...lines].join("\n  "),
    "text/html": html(code, lines),
  });
}

async function errorOf(code: string, work: () => unknown): Promise<unknown> {
  let gave: unknown;
  try {
    gave = await work();
  } catch (error) {
    return error;
  }
  throw new ExpectationError(`This should have failed with ${code}, and it gave ${brief(gave)}.`);
}

/** An error's code is the library's or the system's; the SDK's errors have a name. */
function codeOf(error: unknown): unknown {
  if (!(error instanceof Error)) return undefined;
  return "code" in error ? error.code : error.name;
}

function html(code: string, lines: string[]): string {
  const box = `border-left:4px solid ${LINE};padding:2px 0 2px 12px`;
  return `<div style="${box}">Refused, as expected: <strong>${escapeHtml(code)}</strong>${lines.map((line) => `<br>${escapeHtml(line)}`).join("")}</div>`;
}
