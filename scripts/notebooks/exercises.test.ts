/** Each check is tried with right and wrong answers, in a kernel that has run the chapter up to the exercise. */
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import type { Session } from "../kernel/session";
import { readCases, type Case } from "./cases";
import { exercisesOf } from "./exercises";
import { inChapter, run } from "./in-chapter";
import { chapters, readNotebook, ROOT } from "./notebook";
import { KERNELS_AT_ONCE } from "./side-by-side";

const FEWEST = 3;
const MOST = 5;

const casesFile = (file: string) => path.join(ROOT, "lib", "exercises", "cases", `${path.basename(file, ".ipynb")}.md`);

/** What a check says of the answer in this cell. */
async function verdict(session: Session, code: string, check: string): Promise<string> {
  await run(session, code);
  const { status, stderr, displayed } = await session.run(check);
  assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
  return displayed.map((bundle) => bundle["text/plain"]).join("\n");
}

function assertVerdict(one: Case, said: string): void {
  if (one.isRight) return assert.match(said, /: passed, /, one.title);
  assert.match(said, /: not there yet, /, one.title);
  const hints = said.split("\n").filter((line) => line.trim().startsWith("Hint: "));
  assert.ok(hints.some((line) => line.includes(one.hint)), `${one.title}: no hint has "${one.hint}":\n${said}`);
}

describe("exercises", { concurrency: KERNELS_AT_ONCE }, () => {
  for (const file of chapters()) {
    const name = path.basename(file);
    if (name.startsWith("00-")) continue;
    test(name, async () => {
      const exercises = exercisesOf(readNotebook(file));
      assert.ok(exercises.length >= FEWEST && exercises.length <= MOST, `${exercises.length} exercises`);
      assert.ok(existsSync(casesFile(file)), `there is no ${casesFile(file)}`);
      const cases = readCases(casesFile(file));
      assert.deepEqual([...new Set(cases.map(({ exercise }) => exercise))], exercises.map((exercise) => exercise.name));
      await inChapter(file, async (session) => {
        for (const { name, check, solution } of exercises) {
          const own = cases.filter(({ exercise }) => exercise === name);
          const count = (kind: string) => own.filter(({ title }) => title.startsWith(kind)).length;
          assert.deepEqual([count("right:") >= 2, count("hard-coded:") >= 1, count("wrong:") >= 3], [true, true, true], `${name} needs two right cases, a hard-coded one, three wrong ones`);
          for (const one of own) assertVerdict(one, await verdict(session, one.code, check));
          assert.match(await verdict(session, solution, check), /: passed, /, `the solution of ${name}`);
        }
      });
    });
  }
});
