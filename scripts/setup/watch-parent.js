"use strict";
// Ends this process when the one that started it has ended, in whatever way. The watch is a worker thread,
// so that it also works while the main thread is busy.
const { Worker, isMainThread, workerData } = require("node:worker_threads");

const lookEvery = 250;

/** @param {number} parent the process that must live on */
function endWithParent(parent) {
  // Without execArgv the worker would run every --require again.
  new Worker(__filename, { workerData: { watchedParent: parent }, execArgv: [] }).unref();
}

/** With the whole group where this process leads one (a kernel and npm do), so that its children end too. */
function endNow() {
  try {
    process.kill(-process.pid, "SIGKILL");
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== "ESRCH") throw error;
    process.kill(process.pid, "SIGKILL");
  }
}

if (!isMainThread && typeof workerData?.watchedParent === "number") {
  const check = () => process.ppid === workerData.watchedParent || endNow();
  check();
  setInterval(check, lookEvery);
}

module.exports = { endWithParent };
