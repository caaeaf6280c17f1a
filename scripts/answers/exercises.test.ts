/**
 * Tries each check with right and wrong answers: all of them in processes that run the chapter as
 * the kernel does, and two in the kernel (`notebooks/answers.test.ts`).
 */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { after, before, describe, test } from "node:test";
import { database } from "../testing/fixtures";
import { answersOf, casesFile, chaptersWithExercises, type ChapterAnswers } from "./chapter";
import { changes, type Contents } from "./contents";
import { AnswerProcesses } from "./try";
import { typeErrorsByChapter } from "./types";
import { objection } from "./verdicts";

const FEWEST = 3;
const MOST = 6;

const chapters = chaptersWithExercises();

describe("exercises", { concurrency: availableParallelism() }, () => {
  let processes: AnswerProcesses;
  before(async () => {
    const { hostname, port } = (await (await database()).config.endpoint?.()) ?? {};
    processes = new AnswerProcesses(`http://${hostname}:${port}`);
  });
  after(() => processes.end());

  for (const chapter of chapters) {
    test(chapter.name, async () => {
      assertCounts(chapter);
      const verdicts = await processes.try(chapter);
      const failed = verdicts.flatMap((verdict) => ("failed" in verdict ? [verdict.failed] : []));
      assert.deepEqual(failed, []);
      const answers = answersOf(chapter);
      assert.deepEqual(
        verdicts.map(({ title }) => title),
        answers.map(({ title }) => title),
      );
      const objections = answers.flatMap(({ title, expected }, index) => {
        const verdict = verdicts[index];
        const found = objection(
          expected,
          verdict !== undefined && "said" in verdict ? verdict.said : "",
        );
        return found === undefined ? [] : [`${title}: ${found}`];
      });
      assert.equal(objections.length, 0, objections.join("\n"));
    });
  }
});

/** Requires enough exercises, and enough cases of each kind for each of them. */
function assertCounts({ name, exercises, cases }: ChapterAnswers): void {
  assert.ok(
    exercises.length >= FEWEST && exercises.length <= MOST,
    `${exercises.length} exercises`,
  );
  assert.ok(existsSync(casesFile(name)), `${casesFile(name)} is missing`);
  const named = [...new Set(cases.map(({ exercise }) => exercise))];
  assert.deepEqual(
    named,
    exercises.map((exercise) => exercise.name),
  );
  for (const { name: exercise } of exercises) {
    const own = cases.filter((one) => one.exercise === exercise);
    const count = (kind: string) => own.filter(({ title }) => title.startsWith(kind)).length;
    const isEnough = [count("right:") >= 2, count("hard-coded:") >= 1, count("wrong:") >= 3];
    const message = `${exercise} needs two right cases, a hard-coded one and three wrong ones`;
    assert.deepEqual(isEnough, [true, true, true], message);
  }
}

describe("answers compile with the options of cells", () => {
  const planted = withPlanted("const fine = 1;\nconst wrong: string = fine;\n");
  let errors: Map<string, string[]>;
  before(() => void (errors = typeErrorsByChapter([...chapters, planted])));
  for (const { name } of chapters) test(name, () => assert.deepEqual(errors.get(name), []));

  test("an error names its answer and line", () => {
    const [found = "", ...others] = errors.get(planted.name) ?? [];
    assert.match(found, /^saveWallet, right: planted, line 2: Type 'number' is not assignable/);
    assert.deepEqual(others, []);
  });
});

/** The first chapter under another name, with this as the one answer to its first exercise. */
function withPlanted(code: string): ChapterAnswers {
  const [chapter] = chapters;
  const exercise = chapter?.exercises[0];
  assert.ok(chapter && exercise);
  const cases = [
    { exercise: exercise.name, title: "right: planted", code, isRight: true } as const,
  ];
  return { ...chapter, name: "planted", cases };
}

describe("a verdict", () => {
  const right = { exercise: "a", title: "right: x", code: "", isRight: true } as const;
  const wrong = { ...right, title: "wrong: x", isRight: false, hint: "Look" } as const;

  test("on a right answer must be that it passes", () => {
    assert.equal(objection(right, "a: passed, 2 of 2."), undefined);
    assert.match(objection(right, "a: not there yet, 1 of 2.") ?? "", /doesn't pass/);
    assert.match(objection(right, "") ?? "", /doesn't pass/);
  });

  test("on a wrong answer must contain its hint", () => {
    assert.equal(objection(wrong, "a: not there yet, 1 of 2.\n  Hint: Look again."), undefined);
    assert.match(
      objection(wrong, "a: not there yet, 1 of 2.\n  Hint: No.") ?? "",
      /no hint contains "Look"/,
    );
    assert.match(objection(wrong, "a: passed, 2 of 2.") ?? "", /isn't refused/);
  });
});

test("changes() names the tables and items that aren't as before", () => {
  const contents = (tables: Record<string, Record<string, string>>): Contents => {
    const items = (texts: Record<string, string>) =>
      new Map(Object.entries(texts).map(([key, S]) => [key, { text: { S } }]));
    return new Map(Object.entries(tables).map(([name, texts]) => [name, items(texts)]));
  };
  const before = contents({ a: { 1: "x", 2: "x", 3: "x" }, b: {} });
  assert.deepEqual(changes(before, contents({ a: { 1: "x", 2: "x", 3: "x" }, b: {} })), []);
  assert.deepEqual(changes(before, contents({ a: { 1: "x", 2: "y", 4: "x" }, c: {} })), [
    "changed the item 2 of a",
    "deleted the item 3 of a",
    "left the item 4 of a",
    "deleted the table b",
    "left the table c",
  ]);
});
