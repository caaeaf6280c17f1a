import assert from "node:assert/strict";
import { test } from "node:test";
import { groupBy } from "./group-by";
import { sum } from "./sum";

test("sum adds all numbers", () => {
  assert.equal(sum([]), 0);
  assert.equal(sum([1, 2, 3.5]), 6.5);
});

test("groupBy keeps the order of groups and of their entries", () => {
  const groups = groupBy(["pear", "apple", "plum"], (word) => word[0]);
  assert.deepEqual(
    [...groups],
    [
      ["p", ["pear", "plum"]],
      ["a", ["apple"]],
    ],
  );
  assert.equal(groupBy([], String).size, 0);
});
