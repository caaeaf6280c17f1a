import { answersOf, type Answer, type ChapterAnswers } from "./chapter";

/**
 * Of each exercise a right answer, a wrong one, and the chapter's solution: what the kernel adds to
 * a check (it compiles the answer, and displays the verdict) is the same for the others.
 */
export function sampleOf(chapter: ChapterAnswers): Answer[] {
  return chapter.exercises.flatMap(({ name }) => {
    const own = answersOf(chapter).filter(({ expected }) => expected.exercise === name);
    const right = own.find(({ expected }) => expected.isRight);
    const wrong = own.find(({ expected }) => !expected.isRight);
    return [right, wrong, own.at(-1)].filter((one) => one !== undefined);
  });
}
