/** Answers to exercises, as a reader in Chromium gives them. */
import { availableParallelism } from "node:os";
import { triesAnswers } from "./answers";
import { inChromium } from "./hosts";

inChromium("answers to exercises in the page", triesAnswers, {
  concurrency: availableParallelism(),
});
