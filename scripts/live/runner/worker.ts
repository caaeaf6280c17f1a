/** The worker that runs cells: a classic script, which speaks ToRunner and FromRunner. */
import "./page/surroundings";
import { connectTo } from "./page/database";
import type { FromRunner, ToRunner } from "../protocol";
import { Runner } from "./runner";

/** What a worker's global object has, and Node's declarations lack. */
type WorkerScope = {
  onmessage: (event: { data: ToRunner }) => void;
  postMessage(message: FromRunner): void;
  addEventListener(type: "error" | "unhandledrejection", listener: (event: Late) => void): void;
};
type Late = { error?: unknown; reason?: unknown; preventDefault(): void };

const scope = globalThis as unknown as WorkerScope;
const post = scope.postMessage.bind(scope);
let runner: Runner | undefined;

scope.onmessage = ({ data }) => {
  if ("run" in data) return void runner?.run(data.run);
  connectTo(data.start.database);
  runner = new Runner(data.start.chapter, post);
  post({ ready: true });
};

scope.addEventListener("error", (event) => {
  event.preventDefault();
  runner?.reportUncaught(event.error);
});
scope.addEventListener("unhandledrejection", (event) => {
  event.preventDefault();
  runner?.reportUnhandled(event.reason);
});
