import type { CheckContext } from "./check-context";

/** Tries one thing that an answer must do. @throws CheckFailure if the answer doesn't do it */
export type Step<A> = (answer: A, context: CheckContext) => PromiseLike<void>;

/** An exercise with answers of type A. Each step's name is a sentence about the answer. */
export type Exercise<A> = { readonly steps: Readonly<Record<string, Step<A>>> };

/** The type of an exercise's answer. */
export type AnswerOf<E> = E extends Exercise<infer A> ? A : never;

/** Declares an exercise. Its steps run in the order in which they are declared. */
export const exercise = <A>(steps: Record<string, Step<A>>): Exercise<A> => ({ steps });
