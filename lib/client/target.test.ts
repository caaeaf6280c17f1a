import assert from "node:assert/strict";
import { test } from "node:test";
import { isLoopback } from "./target";

test("loopback names and addresses mean this machine", () => {
  for (const host of [
    "localhost",
    "LOCALHOST",
    "db.localhost",
    "127.0.0.1",
    "127.1.2.3",
    "::1",
    "[::1]",
  ])
    assert.ok(isLoopback(host), host);
});

test("everything else may be anywhere", () => {
  for (const host of [
    "",
    "dynamodb.us-west-2.amazonaws.com",
    "10.0.0.1",
    "0.0.0.0",
    "localhost.example.org",
    "127.0.0.1.example.org",
    "mylocalhost",
  ])
    assert.ok(!isLoopback(host), host);
});
