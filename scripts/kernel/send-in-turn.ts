/**
 * Loaded by Node before tslab (see the kernelspec). tslab 1.0.22 has a bug: it doesn't wait until a message to Jupyter is sent
 * before it sends the next one. zeromq sends at once, but after each 512 messages of a socket it takes its time for one, and meanwhile
 * refuses others ("Socket is busy writing"). tslab swallows that error, and Jupyter waits for ever: the cell stays "[*]".
 *
 * So here each socket sends its messages in turn.
 *
 * @see https://zeromq.github.io/zeromq.js/interfaces/Writable.html#send
 */
import { createRequire } from "node:module";
import path from "node:path";
import { isMainThread } from "node:worker_threads";

type Send = (this: object, ...args: unknown[]) => Promise<void>;
type Kind = { prototype: { send?: Send } };

/** Lets the sockets of these kinds send in turn, in the order in which they were told to. */
export function sendInTurn(kinds: readonly Kind[]): void {
  for (const { prototype } of kinds) {
    const { send } = prototype;
    if (send === undefined) throw new Error("This zeromq has sockets that don't send: tslab's kernel can't be mended.");
    Object.defineProperty(prototype, "send", { value: inTurn(send) });
  }
}

function inTurn(send: Send): Send {
  const last = new WeakMap<object, Promise<void>>();
  return function (...args) {
    const before = last.get(this);
    const now = before === undefined ? send.apply(this, args) : before.then(() => send.apply(this, args));
    // A message that can't be sent is its sender's trouble, not that of the next one.
    const done = now.catch(() => undefined).then(() => {
      if (last.get(this) === done) last.delete(this);
    });
    last.set(this, done);
    return now;
  };
}

if (isMainThread) {
  // As tslab finds it.
  const load = createRequire(path.resolve(__dirname, "../../../node_modules/tslab/package.json"));
  const { Publisher, Router, Reply } = load("zeromq") as Record<"Publisher" | "Router" | "Reply", Kind>;
  sendInTurn([Publisher, Router, Reply]);
}
