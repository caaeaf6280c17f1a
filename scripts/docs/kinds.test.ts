import assert from "node:assert/strict";
import { test } from "node:test";
import { kindsIn, pagesWithAllKinds } from "./kinds";

test("a kind is a tag with its classes in any order, its role, and colours of its own", () => {
  const one = kindsIn(`<p class="a b">x</p><p class="b a" id="y" style="width:2px">y</p>`);
  assert.equal(one.size, 1);
  for (const other of [
    `<div class="a b">`,
    `<p class="a">`,
    `<p class="a b" role="note">`,
    `<p class="a b" style="color:red">`,
  ])
    assert.equal(new Set([...one, ...kindsIn(other)]).size, 2, other);
  assert.equal(kindsIn(`<script>"<p>"</script>`).size, 0);
});

test("each kind is on one of the chosen pages, and no page is chosen that adds nothing", () => {
  const pages = { index: "<p>", a: "<p><b>", b: "<p><b><i>", c: "<u>" };
  const chosen = pagesWithAllKinds(new Map(Object.entries(pages)), ["index"]);
  assert.deepEqual(chosen, ["index", "b", "c"]);
});
