import { answersOf, type Answer, type ChapterAnswers } from "./chapter";

/**
 * A right answer and a wrong one to a chapter's first exercise. What a kernel adds is that it
 * compiles a cell, runs it and displays the verdict, which it does in the same way for all others:
 * `exercises.test.ts` tries those in processes, and compiles them.
 */
export function sampleOf(chapter: ChapterAnswers): Answer[] {
  const first = chapter.exercises[0]?.name;
  const own = answersOf(chapter).filter(({ expected }) => expected.exercise === first);
  const right = own.find(({ expected }) => expected.isRight);
  const wrong = own.find(({ expected }) => !expected.isRight);
  return [right, wrong].filter((one) => one !== undefined);
}
