import { ExerciseError } from "./exercise-error";

let count = 0;

/** How many times `todo` has been called. */
export const calls = (): number => count;

/**
 * A placeholder for your answer: `return todo();` in a function, `const Answer = todo;` for a value
 * or a class. It is assignable to every type.
 *
 * @throws ExerciseError `AnswerMissing` when it is called
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const todo: any = () => {
  count++;
  throw new ExerciseError(
    "AnswerMissing",
    "This exercise has no answer yet. Write yours in place of todo, then run its cell again.",
  );
};
