/** An exercise was asked for its answer, and there is none yet. */
export class AnswerMissing extends Error {
  override readonly name = "AnswerMissing";
  readonly code = "AnswerMissing";

  constructor() {
    super(
      "This exercise has no answer yet. Write yours in place of todo, then run its cell again.",
    );
  }
}

/**
 * Stands where your answer belongs: `return todo();` in a function, `const Answer = todo;` for a value or a class.
 *
 * It fits every type, because what belongs there isn't known yet.
 *
 * @throws AnswerMissing when it is called
 */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export const todo: any = () => {
  throw new AnswerMissing();
};
