/** The sides of the benchmark's calls, each against a real database; nothing is measured. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { ready } from "./calls";
import { SIDES } from "./calls-process";
import { installPackages } from "./packages";

test("all sides get the same results, and take calls without a network", async () => {
  await installPackages();
  const sides = Object.keys(SIDES);
  assert.equal(sides.length, 7);
  // Starting them checks their results, and ends their database.
  const contestants = await ready(sides);
  try {
    for (const side of sides)
      for (const operation of ["put", "get", "update", "query"])
        assert.ok((await contestants.measure(side, operation, 2)) > 0);
  } finally {
    await contestants.end();
  }
});
