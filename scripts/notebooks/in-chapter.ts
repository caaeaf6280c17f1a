import assert from "node:assert/strict";
import { Session } from "../kernel/session";
import { codeCells, hasTag, joined, readNotebook } from "./notebook";

/** Runs a cell that must succeed silently; returns what it printed. */
export async function run(session: Session, code: string): Promise<string> {
  const { status, stdout, stderr } = await session.run(code);
  assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
  return stdout;
}

/** A kernel that has run a chapter, all of it but its clean-up. Close it. */
export async function afterChapter(file: string): Promise<Session> {
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
