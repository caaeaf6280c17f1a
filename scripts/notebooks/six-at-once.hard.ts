/** Six notebooks open on one machine, as in a class: they run, fit into memory, and leave nothing. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import type { Session } from "../kernel/session";
import { DATABASE, leftovers } from "../testing/leftovers";
import { until } from "../testing/until";
import { execute } from "./execute";
import { afterChapter, run } from "./in-chapter";
import { judge } from "./judge";
import { chapters, codeCells, hasTag, joined, readNotebook } from "./notebook";

const NOTEBOOKS = 6;

// Kernels and databases use this folder, so that the last test sees what they leave.
const temp = mkdtempSync(path.join(tmpdir(), "six notebooks "));
process.env["TMPDIR"] = temp;
const before = leftovers();
after(() => rmSync(temp, { recursive: true, force: true }));

/** Six notebooks; a chapter comes twice where there are fewer. */
function six(): string[] {
  const all = chapters().slice(1);
  return Array.from({ length: NOTEBOOKS }, (_, index) => all[index % all.length] ?? "");
}

const KINDS = {
  kernel: /scripts\/kernel\/main\.js/,
  "its database": DATABASE,
  "the database's supervisor": /embedded\/supervisor\.js/,
};

/** The memory, in MB, of each of our processes that began after this file, by kind. */
function memory(): Record<keyof typeof KINDS, number[]> {
  const known = new Set(before.map((line) => parseInt(line)));
  const ours = new Set(leftovers().map((line) => parseInt(line)));
  const listed = execFileSync("ps", ["-eo", "pid,rss,args"], { encoding: "utf8" }).split("\n");
  const mine = listed.filter((line) => ours.has(parseInt(line)) && !known.has(parseInt(line)));
  const of = (kind: RegExp) =>
    mine
      .filter((line) => kind.test(line))
      .map((line) => Math.round(Number(line.trim().split(/\s+/)[1]) / 1024));
  return {
    kernel: of(KINDS.kernel),
    "its database": of(KINDS["its database"]),
    "the database's supervisor": of(KINDS["the database's supervisor"]),
  };
}

test("six chapters that run at once show what each shows alone", async () => {
  const found = await Promise.all(
    six().map(async (file) => judge(readNotebook(file), await execute(file, { once: true }))),
  );
  assert.deepEqual(found.flat(), []);
});

test("six notebooks stay open, each with a database of its own", async (t) => {
  const opened = await Promise.allSettled(six().map(afterChapter));
  const sessions = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  try {
    for (const one of opened) if (one.status === "rejected") throw one.reason;
    const used = memory();
    for (const [kind, each] of Object.entries(used)) {
      assert.equal(each.length, NOTEBOOKS, kind);
      t.diagnostic(`${kind}: ${Math.min(...each)} to ${Math.max(...each)} MB`);
    }
    const all = Object.values(used).flat();
    t.diagnostic(`six notebooks: ${all.reduce((sum, one) => sum + one, 0)} MB`);
    await Promise.all(sessions.map((session, index) => cleanUp(session, six()[index] ?? "")));
  } finally {
    await Promise.all(sessions.map((session) => session.close()));
  }
});

/** Runs a chapter's cells that delete its tables. */
async function cleanUp(session: Session, file: string): Promise<void> {
  for (const cell of codeCells(readNotebook(file)).filter((one) => hasTag(one, "cleanup")))
    await run(session, joined(cell.source));
}

test("nothing is left of them", async () => {
  await until("kernels and databases have ended", () =>
    leftovers().every((line) => before.includes(line)),
  );
  await until("the temporary folder is empty", () => readdirSync(temp).length === 0);
});
