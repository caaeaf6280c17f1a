import type { CheckContext } from "./check-context";
import { CheckFailure } from "./check-failure";
import { deepEqual } from "./deep-equal";
import { failingRequest, isTransaction } from "./faults";
import { brief } from "./internals";
import type { Outcome } from "./trial";

/** A call of the answer with fresh data. */
export type Call = {
  call: () => unknown;
  given?: unknown;
  /** What the call returns if nothing fails; an answer that tries again may return it. */
  right?: unknown;
  /** Whether an answer that returns nothing did its work after all. */
  isDone?: () => PromiseLike<boolean>;
};

/** Answers that send more requests than this are tried with failures of these only. */
const MOST = 12;

/**
 * Requires that the answer passes on what it can't handle: each request that it sends, a read or a
 * write, fails once, as it may at AWS. The answer must then throw, or return the right result after
 * all.
 *
 * @throws CheckFailure
 */
export async function expectFailuresPassedOn(
  context: CheckContext,
  prepare: () => Call | PromiseLike<Call>,
): Promise<void> {
  for (let place = 0; place < MOST; place++) {
    const { call, given, right, isDone } = await prepare();
    const { interceptor, failed } = failingRequest(place);
    const outcome = await context.outcomeOf(call, { given, hint: "", during: interceptor });
    const operation = failed();
    if (operation === undefined) return;
    if (isPassedOn(outcome, right) || (await isDone?.()) === true) continue;
    throw new CheckFailure(
      `${describe(outcome)}, although ${operation} had failed`,
      hintFor(operation),
      given,
    );
  }
}

const isPassedOn = (outcome: Outcome<unknown>, right: unknown) =>
  "error" in outcome ||
  ("value" in outcome && right !== undefined && deepEqual(outcome.value, right));

const describe = (outcome: Outcome<unknown>) =>
  "value" in outcome && outcome.value !== undefined
    ? `returned ${brief(outcome.value)}`
    : "returned as if nothing had happened";

const hintFor = (operation: string) =>
  isTransaction(operation)
    ? "The check canceled the transaction because of a TransactionConflict: another one was writing the same item. That says nothing about your conditions, so look at the reason, and let this error pass."
    : `The check let ${operation} fail as a throttled table does. The outcome is unknown then, so let the error pass: catch only the error that you expect.`;
