import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ExerciseError, isAnswerMissing } from "./exercise-error";
import { intercept, type Interceptor, isWrite } from "./interceptor";
import { codeOf, type Made, onRequestMade } from "./internals";
import { Patience } from "./patience";
import { flagOf, stop } from "./program";
import { STUCK, watch } from "./watchdog";

/** How long an answer may take, in milliseconds. */
const TIMEOUT = 15_000;

/** How a call of the learner's code ends. */
export type Outcome<T> = { value: T } | { error: unknown } | { isLate: true; after: number };

/** What a call did, beyond its outcome. */
export type Trial<T> = {
  outcome: Outcome<T>;
  /** The operations of requests that it sent, in order. */
  sent: string[];
  /** The operations in flight when it returned. */
  inFlight: string[];
  /** The operations of requests that it made and didn't use. */
  unsent: string[];
  /** For a late one: whether it was stopped. */
  isStopped: boolean;
};

/** How to try a call. */
export type TrialOptions = {
  /** Handles the requests that the call sends. */
  during?: Interceptor | undefined;
  /** How long the call may take, in milliseconds; longer if requests are slow. */
  patience?: number | undefined;
};

const unchanged: Interceptor = ({ send }) => send();

/**
 * Calls the learner's code, and observes its requests. Those that it doesn't await are waited for.
 *
 * @throws ExerciseError `AnswerMissing`, `RequestUnsupported`
 */
export async function tryOut<T>(
  db: DynamoDBClient,
  work: () => T | PromiseLike<T>,
  { during = unchanged, patience = TIMEOUT }: TrialOptions = {},
): Promise<Trial<T>> {
  const [sent, made]: [string[], Made[]] = [[], []];
  const time = new Patience(patience);
  const endWatch = await watch(flagOf());
  const stopListening = onRequestMade((request) => made.push(request));
  const refused: unknown[] = [];
  const interception = intercept(db, (request) => {
    sent.push(request.operation);
    const response = during(request);
    response.catch((error: unknown) => isUnsupported(error) && refused.push(error));
    time.count(response);
    return response;
  });
  try {
    const { outcome: ended, answer } = await outcomeWithin(time, work);
    if (refused.length > 0) throw unsupported(refused[0]);
    const wasStuck = endWatch();
    const outcome: Outcome<T> = wasStuck ? { isLate: true, after: STUCK } : ended;
    const inFlight = hasReturned(outcome) ? interception.inFlight() : [];
    const unused = hasReturned(outcome) ? made.filter(({ isUsed }) => !isUsed) : [];
    const isStopped = "isLate" in outcome && (wasStuck || (await stop(answer)));
    const unsent = unused.map(({ operation }) => operation);
    return { outcome, sent, inFlight, unsent, isStopped };
  } finally {
    endWatch();
    stopListening();
    await interception.end();
  }
}

/** Not every engine has all operations: the exported page's lacks PartiQL. */
const isUnsupported = (error: unknown) => codeOf(error) === "UnknownOperationException";

/** What such an answer does elsewhere, no check can tell. */
const unsupported = (cause: unknown) =>
  new ExerciseError(
    "RequestUnsupported",
    `Your answer can't be checked with this database. ${(cause as Error).message}`,
    { cause },
  );

/**
 * Whether the call came to its end, so that nothing of it should be in flight. After an error of
 * DynamoDB others may be, of the same `Promise.all`; a TypeError may come from a promise that was
 * taken for a value.
 */
const hasReturned = (outcome: Outcome<unknown>) =>
  "value" in outcome || ("error" in outcome && outcome.error instanceof TypeError);

async function outcomeWithin<T>(
  time: Patience,
  work: () => T | PromiseLike<T>,
): Promise<{ outcome: Outcome<T>; answer: Promise<T> }> {
  const answer = (async () => work())();
  let stopClock: (() => void) | undefined;
  const late = new Promise<Outcome<T>>((resolve) => {
    stopClock = time.start(() => resolve({ isLate: true, after: time.limit }));
  });
  try {
    const outcome = await Promise.race([answer.then((value) => ({ value })), late]);
    return { outcome, answer };
  } catch (error) {
    if (isAnswerMissing(error)) throw error;
    return { outcome: { error }, answer };
  } finally {
    stopClock?.();
  }
}

/** "PutItem", "GetItem and PutItem", or `undefined` for none. */
const listed = (operations: readonly string[]): string => [...new Set(operations)].join(" and ");

/** The requests that a call didn't wait for. */
export type Unawaited = Pick<Trial<unknown>, "inFlight" | "unsent">;

/** The hint for every answer that doesn't await a request. */
export function awaitHint({ inFlight, unsent }: Unawaited): string {
  const parts = [
    ...(inFlight.length > 0 ? [`${listed(inFlight)} hadn't been answered`] : []),
    ...(unsent.length > 0 ? [`${listed(unsent)} had been made and not sent`] : []),
  ];
  return `When it returned, ${parts.join(", and ")}. Is an await missing? Await each request, and a list of promises with Promise.all(…); filter and forEach don't wait for an async function.`;
}

/** The writes that a call left behind, as the end of a sentence; `undefined` if there are none. */
export function leftBehind({ outcome, inFlight }: Trial<unknown>): string | undefined {
  const writes = "value" in outcome ? inFlight.filter(isWrite) : [];
  return writes.length === 0 ? undefined : `returned before ${listed(writes)} was done`;
}

/** What to say about an answer that didn't end. */
export function endlessHint({
  sent,
  isStopped,
}: Pick<Trial<unknown>, "sent" | "isStopped">): string {
  const work =
    sent.length === 0
      ? "It sent no request: it was in a loop, or waited for something that didn't come. Is an await missing in the loop, so that its condition never changes?"
      : `It sent ${sent.length} ${sent.length === 1 ? "request" : "requests"} (${listed(sent)}). Does its loop come to an end, and does each request go on where the last one stopped?`;
  const now = isStopped
    ? "The check has stopped it."
    : "If a part of it still runs, it goes on until you restart the kernel (Kernel, Restart Kernel).";
  return `${work} ${now}`;
}

/** Describes a late call, as the end of a sentence. */
export const timedOut = (after: number): string => `didn't finish within ${after / 1000} seconds`;
