/**
 * What is compiled ahead is what a kernel would store. One chapter shows it here;
 * `compile-ahead.hard.ts` compares all of them.
 */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { chapters } from "../notebooks/notebook";
import { codeOf } from "../notebooks/in-chapter";
import { storedAhead, storedByKernel } from "./stored-cells";

describe("cells that are compiled ahead", () => {
  test("are, byte for byte, what a kernel stores", () => {
    const [chapter = ""] = chapters(["03"]);
    const cells = codeOf(chapter);
    const ahead = storedAhead([cells]);
    // For each cell its names, and its code.
    assert.ok(ahead.size > cells.length, `${ahead.size} entries of ${cells.length} cells`);
    assert.deepEqual(ahead, storedByKernel([cells]));
  });

  test("see only the cells before them, and not those of another notebook", () => {
    const one = ["let n = 1;", "n.toFixed();", "n.toFixed();", `let n = "1";`, "n.trim();"];
    const other = ["const m = 2;", "n;", "m;"];
    const started = [one, other.slice(0, 1)];
    assert.deepEqual(storedAhead([one, other]), storedByKernel(started));
  });

  test("aren't stored where one changes the meaning of names in all others", () => {
    const global = "declare global { interface Array<T> { mine: T } } export {};";
    assert.equal(storedAhead([["[1].length;", global]]).size, 0);
  });
});
