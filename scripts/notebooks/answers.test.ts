/** Answers to exercises in a kernel; `answers/exercises.test.ts` tries all of them without one. */
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { chaptersWithExercises } from "../answers/chapter";
import { sampleOf } from "../answers/sample";
import { objection } from "../answers/verdicts";
import type { Session } from "../kernel/session";
import { afterChapter, run } from "./in-chapter";

describe("in a kernel", () => {
  const [chapter] = chaptersWithExercises();
  assert.ok(chapter);
  let session: Session;
  before(async () => (session = await afterChapter(chapter.file)));
  after(() => session.close());

  for (const { title, code, check, expected } of sampleOf(chapter))
    test(title, async () => {
      await run(session, code);
      const { status, stderr, displayed } = await session.run(check);
      assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" });
      const said = displayed.map((bundle) => bundle["text/plain"]).join("\n");
      assert.equal(objection(expected, said), undefined);
    });
});
