import assert from "node:assert/strict";
import { test } from "node:test";
import { said } from "../../scripts/testing/fixtures";
import { progress } from "./progress";

const list = Array.from({ length: 1_200 }, (_, index) => index);

test("progress yields the list unchanged, and outside a notebook prints one line at the end", async () => {
  const seen: number[] = [];
  const lines = await said("log", () => {
    for (const one of progress(list, "items written")) seen.push(one);
  });
  assert.deepEqual(seen, list);
  assert.deepEqual(lines, ["1,200 items written"]);
});

test("after an early stop it shows how far it got", async () => {
  const lines = await said("log", () => {
    for (const one of progress(list, "items")) if (one === 7) break;
  });
  assert.deepEqual(lines, ["7 of 1,200 items"]);
});

test("an empty list works", async () => {
  assert.deepEqual(await said("log", () => [...progress([], "items")]), ["0 items"]);
});
