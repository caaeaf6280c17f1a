import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import path from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { atEndOfTurn } from "./end-of-turn";

/** Runs work after a chain of microtasks. */
async function afterMicrotasks(count: number, work: () => void): Promise<void> {
  for (let tick = 0; tick < count; tick++) await Promise.resolve();
  work();
}

test("runs after all microtasks, and before whatever waits for the end of the turn later", async () => {
  const order: string[] = [];
  atEndOfTurn(() => order.push("end of turn"));
  void afterMicrotasks(100, () => order.push("microtask"));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(order, ["microtask", "end of turn"]);
});

test("does the same without setImmediate, as in a browser", async () => {
  const { setImmediate: original } = globalThis;
  const order: string[] = [];
  Reflect.deleteProperty(globalThis, "setImmediate");
  try {
    atEndOfTurn(() => order.push("end of turn"));
  } finally {
    globalThis.setImmediate = original;
  }
  await afterMicrotasks(100, () => order.push("microtask"));
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.deepEqual(order, ["microtask", "end of turn"]);
});

test("a program still runs it, and then ends by itself", async () => {
  const module = JSON.stringify(path.join(__dirname, "end-of-turn.js"));
  const program = `require(${module}).atEndOfTurn(() => console.log("done"))`;
  const { stdout } = await promisify(execFile)(process.execPath, ["-e", program]);
  assert.equal(stdout, "done\n");
});
