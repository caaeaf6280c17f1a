import assert from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { test } from "node:test";
import { Session } from "./session";
import { sendInTurn } from "./send-in-turn";

type Socket = { send(message: string): Promise<void>; receive(): Promise<Buffer[]>; bind(address: string): Promise<void>; connect(address: string): void; close(): void };
type Kind = new (options: object) => Socket;

const load = createRequire(path.resolve(__dirname, "../../../node_modules/tslab/package.json"));

test("a socket that isn't ready sends all it was told to, in order", async () => {
  // The kind that shows it best: a publisher drops what it can't send.
  const { Pair } = load("zeromq") as { Pair: Kind };
  sendInTurn([Pair]);
  const [from, to] = [new Pair({ sendHighWaterMark: 1 }), new Pair({ receiveHighWaterMark: 1 })];
  await from.bind("inproc://in-turn");
  to.connect("inproc://in-turn");
  const numbers = Array.from({ length: 2_000 }, (_, index) => String(index));
  const sent = Promise.all(numbers.map((number) => from.send(number)));
  const received: string[] = [];
  while (received.length < numbers.length) received.push(String((await to.receive())[0]));
  await sent;
  assert.deepEqual(received, numbers);
  from.close();
  to.close();
});

test("a kernel answers cell after cell, beyond the messages that a socket holds", async () => {
  const session = await Session.start();
  try {
    for (let count = 0; count < 600; count++) assert.equal((await session.run("const a = [1]; console.log(a)")).stdout, "[ 1 ]\n");
  } finally {
    await session.close();
  }
});
