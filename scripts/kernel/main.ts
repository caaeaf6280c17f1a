/** The kernel: `node main.js <connection file>`, as in the kernelspec. */
import "./standard-streams";
import path from "node:path";
import { Worker } from "node:worker_threads";
import {
  CLOSED,
  PLACES,
  STOPPABLE,
  type ThreadData,
  type ToCells,
  type ToJupyter,
} from "./between-threads";
import "./watch-parent";
import { importing } from "./look-ahead";

const [connectionFile = ""] = process.argv.slice(2);
const flag = new Int32Array(new SharedArrayBuffer(PLACES * Int32Array.BYTES_PER_ELEMENT));
// The thread answers Jupyter while the compiler loads.
const jupyter = new Worker(path.join(__dirname, "server.js"), {
  workerData: { connectionFile, flag } satisfies ThreadData,
});
const tell = (message: ToJupyter) => jupyter.postMessage(message);

// Without that thread Jupyter can't reach this process, so it ends: Jupyter starts another kernel.
jupyter.once("error", () => process.kill(process.pid, "SIGKILL"));
const requests: ToCells[] = [];
const early = (message: ToCells) => requests.push(message);
jupyter.on("message", early);

void import("./notebook").then(({ Notebook }) => {
  const notebook = new Notebook(process.cwd(), flag, tell);
  notebook.takeOver();
  const receive = (message: ToCells) => {
    if ("work" in message) {
      const { type, content } = message.work;
      return void notebook.answer(type, content).then((answer) => tell({ answer }));
    }
    notebook.interrupt();
    tell({ heard: true });
  };
  jupyter.off("message", early);
  jupyter.on("message", receive);
  for (const message of requests) receive(message);
  if (importing !== undefined && !notebook.knows(importing)) setImmediate(() => notebook.warmUp());
});

const node = process as typeof process & {
  /** The last call in process.exit(), after the code is validated and listeners have printed. */
  reallyExit(code?: number): never;
  /** While it is true, process.nextTick() does nothing. */
  _exiting: boolean;
};
const exit = node.exit.bind(node);
const reallyExit = node.reallyExit.bind(node);
/** Milliseconds to wait for the sockets to close, which takes a few. */
const CLOSING = 10_000;
// Sockets that are still open when their thread ends crash the process.
node.reallyExit = (code) => {
  // A signal would end the wait.
  Atomics.store(flag, STOPPABLE, 0);
  tell({ close: true });
  Atomics.wait(flag, CLOSED, 0, CLOSING);
  return reallyExit(code);
};
node.exit = (code) => {
  try {
    return exit(code);
  } catch (error) {
    // A listener has thrown, or the code is invalid: the cell fails, and the kernel goes on.
    node._exiting = false;
    throw error;
  }
};
