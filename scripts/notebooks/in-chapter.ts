import assert from "node:assert/strict";
import { compileAhead } from "../kernel/compile-ahead";
import { Session } from "../kernel/session";
import { codeCells, hasTag, joined, readNotebook } from "./notebook";

/** The code of a chapter's cells, in order. */
export const codeOf = (file: string): string[] =>
  codeCells(readNotebook(file)).map(({ source }) => joined(source));

/** Runs a cell, which must succeed without output on stderr. Returns what it printed. */
export async function run(session: Session, code: string): Promise<string> {
  const { status, stdout, stderr } = await session.run(code);
  assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
  return stdout;
}

/** Starts a kernel and runs a chapter in it, except for its clean-up. The caller closes it. */
export async function afterChapter(file: string): Promise<Session> {
  compileAhead([codeOf(file)]);
  const session = await Session.start();
  try {
    const cells = codeCells(readNotebook(file)).filter((cell) => !hasTag(cell, "cleanup"));
    for (const { source } of cells) await run(session, joined(source));
    return session;
  } catch (error) {
    await session.close();
    throw error;
  }
}
