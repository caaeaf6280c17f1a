import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { CheckContext } from "./check-context";
import { CheckFailure, Endless } from "./check-failure";
import { CheckTables } from "./check-tables";
import type { Exercise, Step } from "./exercise";
import { ExerciseError, isAnswerMissing } from "./exercise-error";
import { codeOf } from "./internals";
import { PendingWrites } from "./pending-writes";
import type { StepResult } from "./report";
import { calls, todo } from "./todo";

/**
 * Tries an answer with each step of its exercise. Resolves to the results in the order of the
 * steps, or to `undefined` if there is no answer yet.
 *
 * @throws ExerciseError `ChapterNotRun`, `RequestUnsupported`
 */
export async function runSteps<A>(
  db: DynamoDBClient,
  { steps }: Exercise<A>,
  answer: A,
): Promise<StepResult[] | undefined> {
  if (answer === todo || answer === undefined) return undefined;
  const writes = new PendingWrites(db);
  const tables = new CheckTables(db, writes);
  try {
    const newContext = () => new CheckContext(db, tables, writes);
    try {
      return await triedWith(Object.entries(steps), answer, newContext);
    } finally {
      // Its errors need advice, too.
      await writes.end();
    }
  } catch (error) {
    if (isAnswerMissing(error)) return undefined;
    throw withAdvice(error);
  } finally {
    await tables.end();
  }
}

async function triedWith<A>(
  steps: readonly [sentence: string, step: Step<A>][],
  answer: A,
  newContext: () => CheckContext,
): Promise<StepResult[] | undefined> {
  const results: StepResult[] = [];
  let isEndless = false;
  for (const [sentence, step] of steps) {
    const before = calls();
    const failure: CheckFailure | undefined = isEndless
      ? undefined
      : await failureOf(newContext(), step, answer);
    // An answer may catch what todo throws.
    if (failure !== undefined && calls() > before) return undefined;
    results.push({ sentence, isTried: !isEndless, ...(failure !== undefined && { failure }) });
    isEndless ||= failure instanceof Endless;
  }
  return results;
}

async function failureOf<A>(
  context: CheckContext,
  step: Step<A>,
  answer: A,
): Promise<CheckFailure | undefined> {
  try {
    await step(answer, context);
    return undefined;
  } catch (error) {
    if (error instanceof CheckFailure) return context.explained(error);
    throw error;
  } finally {
    await context.cleanUp();
  }
}

/** A step's own requests fail if the chapter's tables don't exist. */
function withAdvice(error: unknown): unknown {
  if (codeOf(error) !== "ResourceNotFoundException") return error;
  return new ExerciseError(
    "ChapterNotRun",
    "A table of this chapter doesn't exist. Run the chapter's cells from the beginning, then this cell again.",
    { cause: error },
  );
}
