/** The kernel: `node main.js <connection file>`, as in the kernelspec. */
import "./standard-streams";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { CLOSED, PLACES, type ThreadData, type ToCells, type ToJupyter } from "./between-threads";
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

/** What process.exit() ends with, after it has checked its code and told its listeners, who may write. */
const ending = process as typeof process & { reallyExit(code?: number): never };
const reallyExit = ending.reallyExit.bind(process);
/** Milliseconds to wait for the sockets to close, which takes a few. */
const CLOSING = 10_000;
// Sockets that are still open when their thread ends crash the process.
ending.reallyExit = (code) => {
  tell({ close: true });
  Atomics.wait(flag, CLOSED, 0, CLOSING);
  return reallyExit(code);
};
