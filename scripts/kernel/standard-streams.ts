/**
 * Replaces stdout and stderr of this process. Node's streams would make the pipes that the kernel
 * shares with its parent process non-blocking, and output of that process could get lost or fail.
 */
import { writeSync } from "node:fs";
import { Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { StreamName } from "../cell/output";

type Print = (name: StreamName, text: string) => void;
type Written = (error?: Error | null) => void;

const FILES = { stdout: 1, stderr: 2 };

let print: Print = (name, text) => void writeSync(FILES[name], text);

/** Redirects the output of this process. */
export const printTo = (next: Print) => void (print = next);

function streamOf(name: StreamName): Writable {
  const decoder = new StringDecoder("utf8");
  const stream = new Writable();
  const write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | Written,
    written?: Written,
  ): boolean => {
    const [coding = "utf8", done] =
      typeof encoding === "function" ? [undefined, encoding] : [encoding, written];
    const isText = typeof chunk === "string" && /^utf-?8$/i.test(coding);
    const bytes = () =>
      typeof chunk === "string" ? Buffer.from(chunk, coding) : Buffer.from(chunk);
    print(name, isText ? chunk : decoder.write(bytes()));
    if (done) callLater(done);
    return true;
  };
  // As with Node's streams, nothing can close them. And a cell may be interrupted here: a stream of
  // Node's would wait for ever for the end of what it was writing, and show nothing more.
  return Object.assign(stream, {
    fd: FILES[name],
    write,
    end: () => stream,
    destroy: () => stream,
  });
}

/** What is to be called after this turn, and how often. */
const waiting = new Map<Written, number>();

/** A loop that prints for ever passes the same function each time: its calls mustn't add up. */
function callLater(done: Written, times = 1): void {
  // Scheduled first: an interrupt in between must not leave it waiting for a turn that never comes.
  if (!waiting.has(done)) process.nextTick(call, done);
  waiting.set(done, (waiting.get(done) ?? 0) + times);
}

function call(done: Written): void {
  let left = waiting.get(done) ?? 0;
  waiting.delete(done);
  try {
    // As Node's streams do, and Console expects, with `null` if nothing went wrong.
    while (left > 0) {
      left--;
      done(null);
    }
  } finally {
    // If it threw: as with Node's streams, the other calls follow all the same.
    if (left > 0) callLater(done, left);
  }
}

for (const name of ["stdout", "stderr"] as const)
  Object.defineProperty(process, name, {
    value: streamOf(name),
    configurable: true,
    enumerable: true,
  });
