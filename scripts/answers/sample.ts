import { answersOf, type Answer, type ChapterAnswers } from "./chapter";

/**
 * A right answer, a wrong one and the chapter's solution for each exercise. The kernel compiles an
 * answer and displays the verdict, which works in the same way for all others.
 */
export function sampleOf(chapter: ChapterAnswers): Answer[] {
  return chapter.exercises.flatMap(({ name }) => {
    const own = answersOf(chapter).filter(({ expected }) => expected.exercise === name);
    const right = own.find(({ expected }) => expected.isRight);
    const wrong = own.find(({ expected }) => !expected.isRight);
    return [right, wrong, own.at(-1)].filter((one) => one !== undefined);
  });
}
