/** Answers to exercises, as a reader in Firefox gives them. */
import { availableParallelism } from "node:os";
import { triesAnswers } from "./answers";
import { inFirefox } from "./hosts";

inFirefox("answers to exercises in the page", triesAnswers, {
  concurrency: availableParallelism(),
});
