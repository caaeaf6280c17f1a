/** Tries all answers in a page: its checks judge as in the notebook, and tell the page what is passed. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { answersOf, chaptersWithExercises, type Answer } from "../../answers/chapter";
import { objection } from "../../answers/verdicts";
import { PROGRAM_SYMBOL } from "../../cell/program";
import { NOTEBOOK_ONLY } from "../page/notebook-only";
import type { Host } from "./hosts";
import { errorOf, PageSession, type Ran } from "./session";

/** Defines a test for each chapter with exercises, in such a page. */
export function triesAnswers(host: Host): void {
  for (const chapter of chaptersWithExercises()) {
    test(chapter.name, async (t) => {
      const session = await PageSession.start(host, chapter.name);
      t.after(() => session.close());
      for (const { id, source, tags } of chapter.cells) {
        if (tags.includes(NOTEBOOK_ONLY)) continue;
        const { status } = await session.run(source, id);
        assert.equal(status, "ok", id);
      }
      const objections: string[] = [];
      const missing = functionsOf(chapter.cells.filter(({ tags }) => tags.includes(NOTEBOOK_ONLY)));
      for (const answer of answersOf(chapter).filter(({ code }) => !calls(code, missing))) {
        objections.push(...(await tried(session, answer)));
      }
      assert.deepEqual(objections, []);
    });
  }
}

/**
 * As an interrupt does: an answer's pending timers would send requests while the next answer is tried.
 */
const DROP_TIMERS = `void (globalThis as any)[Symbol.for(${JSON.stringify(PROGRAM_SYMBOL.description)})].flag[0]++;`;

/** The functions that cells declare, at their top level. */
const functionsOf = (cells: { source: string }[]): string[] =>
  cells.flatMap(({ source }) =>
    [...source.matchAll(/^(?:async )?function (\w+)/gm)].map(([, name = ""]) => name),
  );

/** A page has no function of a cell that only the notebook runs, so an answer can't call it. */
const calls = (code: string, names: string[]) =>
  names.some((name) => new RegExp(`\\b${name}\\(`).test(code));

/** Answers that the page's database can't run; the check says so instead of judging them. */
const NEEDS_PARTIQL = /\b(Batch)?Execute(Statement|Transaction)Command\b/;

/** Resolves to what is wrong with the verdict on an answer. */
export async function tried(session: PageSession, answer: Answer): Promise<string[]> {
  const { title, code, check, expected } = answer;
  const { status, outputs } = await session.run(code);
  if (status !== "ok") {
    await dropTimers(session);
    return [`${title}: ${JSON.stringify(outputs)}`];
  }
  const checked = await ran(session, check);
  if (NEEDS_PARTIQL.test(code)) return withoutVerdict(title, checked);
  const found = objection(expected, displayedBy(checked));
  const passed = expected.isRight ? expected.exercise : "";
  return [
    ...(found === undefined ? [] : [`${title}: ${found} ${errorOf(checked).join("\n")}`]),
    ...(checked.passed.join() === passed ? [] : [`${title}: told as passed: ${checked.passed}`]),
  ];
}

/** Runs a check, and then drops the answer's timers: in one cell, as each cell is a round trip to the page. */
async function ran(session: PageSession, check: string): Promise<Ran> {
  const checked = await session.run(`${check}\n${DROP_TIMERS}`);
  // An error ends the cell before they are dropped.
  if (checked.status === "error") await dropTimers(session);
  return checked;
}

async function dropTimers(session: PageSession): Promise<void> {
  assert.equal((await session.run(DROP_TIMERS)).status, "ok");
}

function withoutVerdict(title: string, checked: Ran): string[] {
  const [said = ""] = errorOf(checked);
  const isRefused = /RequestUnsupported: .* Open the notebook/.test(said);
  return isRefused && checked.passed.length === 0 ? [] : [`${title}: it isn't refused: ${said}`];
}

const displayedBy = ({ outputs }: Ran) =>
  outputs.map(({ data }) => String(data?.["text/plain"] ?? "")).join("\n");
