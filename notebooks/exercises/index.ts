/** The public API of the exercises: `import { check, todo } from "./exercises"`. */
export { check } from "./check";
export { todo } from "./framework/todo";
export { ExerciseError } from "./framework/exercise-error";
export type { Answers } from "./check";
export type { ExerciseErrorCode } from "./framework/exercise-error";
