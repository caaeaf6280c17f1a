import { existsSync } from "node:fs";
import path from "node:path";
import { readCases, type Case } from "./cases";
import { exercisesOf, type Exercise } from "./exercises";
import { chapters, codeCells, hasTag, joined, readNotebook, ROOT } from "../notebooks/notebook";

/** An answer to try: its cell, the cell that checks it, and the expected verdict. */
export type Answer = { title: string; code: string; check: string; expected: Case };

/** A chapter with its exercises and the answers that try them. */
export type ChapterAnswers = {
  name: string;
  file: string;
  exercises: Exercise[];
  cases: Case[];
  /** The chapter's code cells, except for its clean-up. */
  cells: { id: string; source: string; tags: readonly string[] }[];
};

export const casesFile = (name: string) =>
  path.join(ROOT, "scripts", "answers", "cases", `${name}.md`);

/** Every chapter except the contents. */
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
    cells: cells.map(({ id, source, metadata }) => ({
      id,
      source: joined(source),
      tags: metadata.tags ?? [],
    })),
  };
}

/** The cases of each exercise, and after them its solution as a right one. */
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
