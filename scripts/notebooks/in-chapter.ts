import assert from "node:assert/strict";
import { Session } from "../kernel/session";
import { codeCells, hasTag, joined, readNotebook } from "./notebook";

/** Runs a cell that must succeed silently; answers what it printed. */
export async function run(session: Session, code: string): Promise<string> {
  const { status, stdout, stderr } = await session.run(code);
  assert.deepEqual({ status, stderr }, { status: "ok", stderr: "" }, code);
  return stdout;
}

/** Does some work in a kernel that has run a chapter: all of it but its clean-up, or up to the cell with this id. */
export async function inChapter(file: string, work: (session: Session) => Promise<void>, upTo?: string): Promise<void> {
  const all = codeCells(readNotebook(file)).filter((cell) => !hasTag(cell, "cleanup"));
  const end = upTo === undefined ? all.length : all.findIndex(({ id }) => id === upTo) + 1;
  assert.notEqual(end, 0, `there is no cell ${upTo}`);
  const session = await Session.start();
  try {
    for (const { source } of all.slice(0, end)) await run(session, joined(source));
    await work(session);
  } finally {
    await session.close();
  }
}
