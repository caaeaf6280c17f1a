import type { Trial } from "./trial";

/** One thing that an answer must do: tries it, and fails with a `Shortfall` if it doesn't. */
export type Step<A> = (answer: A, trial: Trial) => PromiseLike<void>;

/** An exercise whose answer has type A: what an answer must do, by a sentence for each. */
export type Exercise<A> = { readonly steps: Readonly<Record<string, Step<A>>> };

/** The answer that an exercise wants. */
export type AnswerOf<E> = E extends Exercise<infer A> ? A : never;

export const exercise = <A>(steps: Record<string, Step<A>>): Exercise<A> => ({ steps });
