import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoError } from "../../lib/errors/errors";
import { display } from "../../lib/print/display";
import type { AnswerOf, Exercise } from "./exercise";
import type { exercises } from "./exercises";
import { report, type Result } from "./report";
import { Shortfall } from "./shortfall";
import { AnswerMissing, todo } from "./todo";
import { Trial } from "./trial";

type Exercises = typeof exercises;

/**
 * Tries your answer to an exercise, and says in words what it does and what it doesn't: `await check(db, { balanceOf })`.
 *
 * It works on the database of `db`, with fresh data at each run, and takes away what it wrote. It looks at what an answer
 * does and at what that costs, not at how it is written.
 */
export async function check(
  db: DynamoDBClient,
  answers: { [N in keyof Exercises]?: AnswerOf<Exercises[N]> },
): Promise<void> {
  // Needed by whoever checks an exercise, and by nobody before.
  const { exercises: known } = await import("./exercises");
  for (const [name, answer] of Object.entries(answers)) {
    if (!Object.hasOwn(known, name))
      throw new DynamoError(
        "RequestInvalid",
        `There is no exercise ${name}. There are ${Object.keys(known).join(", ")}.`,
      );
    display(
      report(name, await results(db, known[name as keyof Exercises] as Exercise<unknown>, answer)),
    );
  }
}

/** How each step went, in order; `undefined` if there is no answer yet. */
export async function results<A>(
  db: DynamoDBClient,
  { steps }: Exercise<A>,
  answer: A,
): Promise<Result[] | undefined> {
  if (answer === todo) return undefined;
  const all: Result[] = [];
  try {
    for (const [says, step] of Object.entries(steps)) {
      const trial = new Trial(db);
      try {
        await step(answer, trial);
        all.push({ says });
      } catch (error) {
        if (!(error instanceof Shortfall)) throw error;
        all.push({ says, shortfall: error });
      } finally {
        await trial.end();
      }
    }
  } catch (error) {
    if (error instanceof AnswerMissing) return undefined;
    throw unprepared(error);
  }
  return all;
}

/** A step's own requests can fail when the chapter's tables aren't there. */
function unprepared(error: unknown): unknown {
  if (!(error instanceof DynamoError) || error.code !== "ResourceNotFoundException") return error;
  return new DynamoError(
    "TableNotReady",
    "This check needs the tables of its chapter. Run the chapter's cells from the beginning, then this one.",
    { cause: error },
  );
}
