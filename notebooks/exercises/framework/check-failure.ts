/** Thrown when an answer doesn't pass a step. */
export class CheckFailure extends Error {
  override readonly name = "CheckFailure";

  constructor(
    /** What the answer did, as the end of a sentence: "returned NaN instead of 40". */
    readonly found: string,
    /** Leads to the right answer without giving it away. */
    readonly hint: string,
    /** The input of the answer. */
    readonly given: unknown,
  ) {
    super(found);
  }
}

/** Thrown when an answer doesn't come to its end. The steps after it aren't tried. */
export class Endless extends CheckFailure {}

/** What a learner sees if an answer fails: its input, and a hint that may depend on the result. */
export type Feedback = { given?: unknown; hint: string | ((found: unknown) => string) };
