import assert from "node:assert/strict";
import path from "node:path";
import { test } from "node:test";
import { HARD, QUICK, testFiles } from "./test";

test("npm test and npm run test:hard run different files, chosen by name", () => {
  const hard = path.join("scripts", "notebooks", "six-at-once.hard.js");
  assert.ok(testFiles(HARD, []).includes(hard));
  assert.deepEqual(testFiles(HARD, ["six-at"]), [hard]);
  assert.deepEqual(testFiles(QUICK, ["six-at"]), []);
  assert.ok(testFiles(QUICK, []).includes(path.join("scripts", "test.test.js")));
  assert.ok(testFiles(QUICK, []).every((file) => file.endsWith(".test.js")));
});

test("quick tests run with options of V8, hard tests, which print figures, with Node's defaults", () => {
  assert.equal(HARD.options, "");
  const loaded = path.join(__dirname, "testing", "optimize-later.js");
  assert.ok(Object.keys(require.cache).includes(loaded), "loaded in this test's process");
  assert.match(process.env["NODE_OPTIONS"] ?? "", /--v8-pool-size=1/);
});
