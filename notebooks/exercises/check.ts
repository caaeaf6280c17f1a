import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import type { exercises } from "./catalog";
import type { AnswerOf, Exercise } from "./framework/exercise";
import { ExerciseError } from "./framework/exercise-error";
import { display } from "./framework/internals";
import { announcePassed, isPassed } from "./framework/passed";
import { report } from "./framework/report";
import { runSteps } from "./framework/run-steps";

type Exercises = typeof exercises;

/** Answers to exercises, by the exercise's name. */
export type Answers = { [N in keyof Exercises]?: AnswerOf<Exercises[N]> };

/**
 * Tries your answer to an exercise, and displays what it does and what it doesn't do yet:
 * `await check(db, { balanceOf })`.
 *
 * Works on the database of `db`, with fresh data in each run, and undoes every write afterwards. It
 * checks what the answer does and what that costs, not how the answer is written.
 *
 * @throws ExerciseError `ExerciseUnknown`, `ChapterNotRun` if a table of the chapter is missing, or
 * `RequestUnsupported` if the database lacks an operation that the answer uses
 */
export async function check(db: DynamoDBClient, answers: Answers): Promise<void> {
  // The catalog loads every exercise, so it's loaded when the first answer is checked.
  const { exercises: known } = await import("./catalog");
  for (const [name, answer] of Object.entries(answers)) {
    if (!Object.hasOwn(known, name))
      throw new ExerciseError(
        "ExerciseUnknown",
        `No exercise is named ${name}. Choose one of ${Object.keys(known).join(", ")}.`,
      );
    const exercise = known[name as keyof Exercises] as Exercise<unknown>;
    const results = await runSteps(db, exercise, answer);
    display(report(name, results));
    if (isPassed(results)) announcePassed(name);
  }
}
