/**
 * After one full run any cell may be run again, in any order: each chapter's cells run in random
 * orders, in the kernel that ran the chapter. A failure names the seed; `ANY_ORDER_SEED=…` repeats
 * its order, with the name of the chapter in `ANY_ORDER_CHAPTER` if one is enough.
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import path from "node:path";
import { test } from "node:test";
import { chooser } from "../../lib/index";
import { afterChapter } from "./in-chapter";
import { chapters, codeCells, hasTag, joined, readNotebook, type Cell } from "./notebook";

/** How often each cell runs again. */
const ROUNDS = 2;

const { ANY_ORDER_SEED, ANY_ORDER_CHAPTER = "" } = process.env;
const seed = Number(ANY_ORDER_SEED ?? randomInt(1, 2 ** 31));

/** The cells in a random order, which the seed decides. */
function shuffled(cells: readonly Cell[], choose: ReturnType<typeof chooser>): Cell[] {
  const rest = [...cells];
  return cells.map(() => {
    const next = choose(rest);
    rest.splice(rest.indexOf(next), 1);
    return next;
  });
}

for (const file of chapters().filter((name) => name.includes(ANY_ORDER_CHAPTER))) {
  const name = path.basename(file);
  test(name, async (t) => {
    t.diagnostic(`seed ${seed}`);
    const cells = codeCells(readNotebook(file)).filter((cell) => !hasTag(cell, "cleanup"));
    const choose = chooser(seed);
    const order = Array.from({ length: ROUNDS }, () => shuffled(cells, choose)).flat();
    const session = await afterChapter(file);
    const failed: string[] = [];
    try {
      for (const [place, { id, source }] of order.entries()) {
        const { status, stderr, error } = await session.run(joined(source));
        if (status !== "ok" || stderr !== "")
          failed.push(`${place + 1}. ${id}, after ${order[place - 1]?.id}: ${error || stderr}`);
      }
    } finally {
      await session.close();
    }
    t.diagnostic(`${order.length} reruns, ${failed.length} failed`);
    assert.equal(failed.length, 0, `ANY_ORDER_SEED=${seed}\n${failed.join("\n")}`);
  });
}
