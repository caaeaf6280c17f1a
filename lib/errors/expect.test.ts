import assert from "node:assert/strict";
import { test } from "node:test";
import { DynamoError } from "./errors";
import { expectError } from "./expect";
import { rejects, said } from "../../scripts/testing/fixtures";

const failing = (error: unknown) => () => {
  throw error;
};
const validation = Object.assign(new Error("One of the required keys was not given a value"), {
  name: "ValidationException",
});
const condition = new DynamoError(
  "ConditionalCheckFailedException",
  "DynamoDB request error: The conditional request failed. Nothing was written.",
);

test("an expected failure is shown: its code, its message, what it means", async () => {
  const [text] = await said("log", () => expectError("ValidationException", failing(validation)));
  assert.equal(
    text,
    "Refused, as expected: ValidationException\n  One of the required keys was not given a value\n  The request itself is wrong: sending it again doesn't help.",
  );
});

test("the message of a library error already says what to do", async () => {
  const [text] = await said("log", () =>
    expectError("ConditionalCheckFailedException", failing(condition)),
  );
  assert.equal(
    text,
    `Refused, as expected: ConditionalCheckFailedException\n  ${condition.message}`,
  );
});

test("an error that is thrown synchronously counts too", async () => {
  const lines = await said("log", () => expectError("RangeError", () => "x".repeat(-1)));
  assert.match(lines.join(), /^Refused, as expected: RangeError\n/);
});

test("success, or another failure, must not be mistaken for what was expected", async () => {
  await rejects(
    expectError("ValidationException", () => 12),
    {
      code: "NotRefused",
      message: "This should have failed with ValidationException, and it returned 12.",
    },
  );
  await rejects(expectError("ValidationException", failing(condition)), {
    code: "NotRefused",
    cause: condition,
    message:
      /^This should have failed with ValidationException, and it failed with DynamoError Cond/,
  });
  await rejects(
    expectError("ValidationException", () => Promise.reject(new Error("other"))),
    { code: "NotRefused" },
  );
});
