/**
 * Stops an answer that keeps the thread busy, in a loop without an `await`: no timer of this thread
 * can, so another thread raises the notebook's flag (see `program.ts`).
 */
import type { Worker } from "node:worker_threads";

/** How long the thread may be busy without a pause, in milliseconds. */
export const STUCK = 5_000;

/** The places in the memory that both threads share. */
const [RUNNING, BEAT, RAISED] = [0, 1, 2];

/** The other thread: raises the flag if `BEAT` stands still while an answer is running. */
const WATCH = `
  const { flag, state, stuck } = require("node:worker_threads").workerData;
  let [beat, since] = [-1, Date.now()];
  setInterval(() => {
    const now = Atomics.load(state, ${BEAT});
    const isIdle = Atomics.load(state, ${RUNNING}) === 0 || Atomics.load(state, ${RAISED}) === 1;
    if (isIdle || now !== beat) [beat, since] = [now, Date.now()];
    else if (Date.now() - since > stuck) {
      Atomics.store(state, ${RAISED}, 1);
      Atomics.add(flag, 0, 1);
    }
  }, 250);
`;

let watchdog: { worker: Worker; state: Int32Array } | undefined;

async function started(flag: Int32Array): Promise<Int32Array> {
  if (watchdog !== undefined) return watchdog.state;
  const { Worker } = await import("node:worker_threads");
  const state = new Int32Array(new SharedArrayBuffer(3 * Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(WATCH, { eval: true, workerData: { flag, state, stuck: STUCK } });
  worker.unref();
  watchdog = { worker, state };
  return state;
}

/**
 * Watches this thread from now on. Returns a function that ends this, and returns whether the answer
 * had to be stopped. Where threads can't share the flag, nothing is watched.
 */
export async function watch(flag: Int32Array | undefined): Promise<() => boolean> {
  if (flag === undefined || !(flag.buffer instanceof SharedArrayBuffer)) return () => false;
  const state = await started(flag);
  const beat = setInterval(() => Atomics.add(state, BEAT, 1), 250);
  Atomics.add(state, BEAT, 1);
  Atomics.store(state, RUNNING, 1);
  return () => {
    clearInterval(beat);
    Atomics.store(state, RUNNING, 0);
    const wasRaised = Atomics.exchange(state, RAISED, 0) === 1;
    if (wasRaised) Atomics.sub(flag, 0, 1);
    return wasRaised;
  };
}
