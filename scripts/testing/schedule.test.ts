import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import { QUICK, testFiles } from "../test";
import { coresOf, isNamed, LONG, longestFirst, schedule } from "./schedule";

const file = (name: string) => `build/${name}.test.js`;
const [LAB, START, WAITS, SHORT, SHORTER] = [
  "scripts/browser/lab",
  "scripts/start",
  "lib/table/create",
  "lib/a",
  "lib/b",
].map(file) as [string, string, string, string, string];

/** What ran beside what, at each start of a file. */
async function scheduled(files: string[], cores: number): Promise<string[][]> {
  const running = new Set<string>();
  const seen: string[][] = [];
  await schedule(files, cores, async (one) => {
    running.add(one);
    seen.push([...running]);
    for (let turns = 0; turns < (one === LAB ? 9 : 3); turns++) await turn();
    running.delete(one);
  });
  return seen;
}

test("no more run at once than there are cores, but for those that only wait", async () => {
  const files = [WAITS, LAB, START, SHORT, SHORTER];
  for (const cores of [1, 2, 3]) {
    const seen = await scheduled(files, cores);
    assert.equal(seen.length, files.length);
    for (const running of seen) {
      const busy = running.reduce((sum, one) => sum + Math.min(coresOf(one), cores), 0);
      assert.ok(busy <= cores, running.join());
    }
  }
});

test("short files run beside long ones, and one that needs all cores runs alone", async () => {
  const seen = await scheduled([LAB, START, SHORT, SHORTER], 2);
  assert.deepEqual(seen, [[LAB], [LAB, SHORT], [LAB, SHORTER], [START]]);
});

test("a file that fails to run ends all of it, with its error", async () => {
  await assert.rejects(
    schedule([SHORT], 2, () => Promise.reject(new Error("planted"))),
    /planted/,
  );
});

test("long files come first, in the order of their length", () => {
  assert.deepEqual(longestFirst([SHORT, START, SHORTER, LAB]), [LAB, START, SHORT, SHORTER]);
});

test("each name of a long file is that of exactly one test file", () => {
  const files = testFiles(QUICK, []);
  for (const [name] of LONG) {
    const named = files.filter((one) => isNamed(one, name));
    assert.equal(named.length, 1, `${name}: ${named.join() || "no such file"}`);
  }
});
