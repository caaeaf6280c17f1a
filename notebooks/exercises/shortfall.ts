/** What an answer did wrong. */
export class Shortfall extends Error {
  constructor(
    /** What it did, as the end of a sentence: "gave NaN instead of 40". */
    readonly found: string,
    /** What leads to the right answer, without giving it. */
    readonly hint: string,
    /** What it was given. */
    readonly given: unknown,
  ) {
    super(found);
  }
}

/** How a step fails: with which input, and the hint, which may depend on what was found. */
export type Failure = { given?: unknown; hint: string | ((found: unknown) => string) };
