import assert from "node:assert/strict";
import { test } from "node:test";
import { codeOf } from "./code-of";
import { DynamoError } from "./errors";

test("an error's code, or its name if it has none", () => {
  assert.equal(codeOf(new DynamoError("TableDiffers", "x")), "TableDiffers");
  assert.equal(codeOf(Object.assign(new Error("x"), { code: "ECONNRESET" })), "ECONNRESET");
  assert.equal(
    codeOf(Object.assign(new Error("x"), { name: "ValidationException" })),
    "ValidationException",
  );
  assert.equal(codeOf(new TypeError("x")), "TypeError");
});

test("nothing but an error has one", () => {
  for (const value of [undefined, null, "x", { code: "x" }]) assert.equal(codeOf(value), undefined);
});
