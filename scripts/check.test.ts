import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { findings } from "./check";

describe("everything that needs no kernel", () => {
  let found: Record<string, string[]>;
  before(async () => (found = await findings()));
  for (const kind of [
    "notebooks",
    "format of the cells",
    "links between chapters",
    "order of the rooms",
    "format of the project",
    "types of the cells",
    "lint of the cells",
    "lint of the project",
  ]) {
    test(kind, () => assert.deepEqual(found[kind], []));
  }
});
