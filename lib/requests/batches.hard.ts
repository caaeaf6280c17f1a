/** Batches of 150,000: more than a function takes as arguments, and streams that are never held. */
import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { test } from "node:test";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { int } from "../fields/numbers";
import { stub } from "../../scripts/testing/fixtures";
import { Table } from "../table/table";
import { batchGet, batchWrite } from "./batches";

class Orders extends Table({
  name: "huge_orders",
  fields: { id: int() },
  partitionKey: "id",
}) {}

const SIZE = 150_000;
const upTo = (end: number) => Array.from({ length: end }, (_, n) => n);

type Sent = { RequestItems: { huge_orders: unknown[] | { Keys: unknown[] } } };

let sent = 0;
const orders = new Orders(
  stub(async ({ input }: { input: Sent }) => {
    sent++;
    await turn();
    const { huge_orders: parts } = input.RequestItems;
    return Array.isArray(parts) ? {} : { Responses: { huge_orders: parts.Keys } };
  }),
);

test("a list of 150,000 is written and read", async () => {
  sent = 0;
  await batchWrite(upTo(SIZE).map((id) => orders.put({ id })));
  assert.equal(sent, SIZE / 25);
  const found = await batchGet(upTo(SIZE).map((id) => orders.get({ id })));
  assert.equal(sent, SIZE / 25 + SIZE / 100);
  assert.deepEqual(
    found.map((order) => order?.id),
    upTo(SIZE),
  );
});

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

test("of a stream of 150,000, none is held after it was written or read", async (t) => {
  const items = new Set<WeakRef<object>>();
  function* stream() {
    for (const id of upTo(SIZE)) {
      const item = { id };
      if (id % 1000 === 0) items.add(new WeakRef(item));
      yield item;
    }
  }
  const alive = () => [...items].filter((item) => item.deref() !== undefined).length;
  const most = { written: 0, read: 0 };
  const watch = (name: keyof typeof most) => (done: number) => {
    if (done % 50_000 !== 0) return;
    collectGarbage();
    most[name] = Math.max(most[name], alive());
  };
  await batchWrite(stream(), (item) => orders.put(item), { progress: watch("written") });
  items.clear();
  let count = 0;
  const reads = batchGet(stream(), (key) => orders.get(key), { progress: watch("read") });
  for await (const order of reads) assert.equal(order?.id, count++);
  assert.equal(count, SIZE);
  t.diagnostic(`of ${SIZE / 1000} items that were watched, alive at most: ${JSON.stringify(most)}`);
  assert.ok(most.written < 10 && most.read < 10, JSON.stringify(most));
});
