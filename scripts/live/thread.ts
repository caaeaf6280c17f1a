/**
 * Runs a worker of the page in a thread of Node, in which nothing of Node's is left, for tests
 * without a browser.
 */
import { Worker } from "node:worker_threads";
import { build, type BuildOptions } from "esbuild";

/** Gives a thread the global object of a browser's worker. */
const AS_IN_A_PAGE = `
const { parentPort } = require("node:worker_threads");
const node = process;
const listeners = { error: [], unhandledrejection: [] };
globalThis.onmessage = null;
const tell = (type, event) => {
  if (listeners[type].length === 0) throw event.error ?? event.reason;
  for (const listener of listeners[type]) listener({ ...event, preventDefault() {} });
};
node.on("uncaughtException", (error) => tell("error", { error }));
node.on("unhandledRejection", (reason) => tell("unhandledrejection", { reason }));
globalThis.addEventListener = (type, listener) => listeners[type].push(listener);
globalThis.postMessage = (message, more) => parentPort.postMessage(message, more);
parentPort.on("message", (data) => globalThis.onmessage({ data }));
globalThis.self = globalThis;
for (const name of ["process", "Buffer", "global", "setImmediate", "clearImmediate", "require"])
  delete globalThis[name];
`;

/** Bundles a worker as the page has it. */
export async function bundled(options: BuildOptions): Promise<string> {
  const { outputFiles = [] } = await build({ ...options, write: false, logLevel: "silent" });
  return outputFiles[0]?.text ?? "";
}

/** Starts a bundle. */
export function startThread(code: string): Worker {
  const text = `${AS_IN_A_PAGE}\n(0, eval)(${JSON.stringify(code)});`;
  return new Worker(text, { eval: true });
}
