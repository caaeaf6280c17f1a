import { existsSync } from "node:fs";
import path from "node:path";
import { readCases, type Case } from "../notebooks/cases";
import { exercisesOf, type Exercise } from "../notebooks/exercises";
import { chapters, codeCells, hasTag, joined, readNotebook, ROOT } from "../notebooks/notebook";

/** An answer to try: its cell, the cell that checks it, and what the check must find. */
export type Answer = { title: string; code: string; check: string; expected: Case };

/** The exercises of a chapter with everything that tries them. */
export type ChapterAnswers = {
  name: string;
  file: string;
  exercises: Exercise[];
  cases: Case[];
  /** The chapter's own cells, without its clean-up. */
  cells: { id: string; source: string }[];
};

export const casesFile = (name: string) =>
  path.join(ROOT, "scripts", "answers", "cases", `${name}.md`);

/** Every chapter but the contents. */
export const chaptersWithExercises = (): ChapterAnswers[] =>
  chapters()
    .filter((file) => !path.basename(file).startsWith("00-"))
    .map(chapterAnswers);

function chapterAnswers(file: string): ChapterAnswers {
  const notebook = readNotebook(file);
  const name = path.basename(file, ".ipynb");
  const cells = codeCells(notebook).filter((cell) => !hasTag(cell, "cleanup"));
  return {
    name,
    file,
    exercises: exercisesOf(notebook),
    cases: existsSync(casesFile(name)) ? readCases(casesFile(name)) : [],
    cells: cells.map(({ id, source }) => ({ id, source: joined(source) })),
  };
}

/** The cases of each exercise, and its solution as a right case behind them. */
export function answersOf({ exercises, cases }: ChapterAnswers): Answer[] {
  return exercises.flatMap(({ name, check, solution }) => {
    const title = "right: the chapter's solution";
    const own = cases.filter(({ exercise }) => exercise === name);
    const all: Case[] = [...own, { exercise: name, title, code: solution, isRight: true }];
    return all.map((one) => ({
      title: `${name}, ${one.title}`,
      code: one.code,
      check,
      expected: one,
    }));
  });
}
