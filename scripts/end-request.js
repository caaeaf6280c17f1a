"use strict";
// What ends a command from outside: Ctrl-C, a signal, or the end of the npm that runs it.

/** @typedef {"SIGINT" | "SIGTERM" | "SIGHUP" | "npm ended"} Cause */

/** The exit status that says so, by the shell's convention 128 + the signal's number. */
const EXIT_STATUS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129, "npm ended": 1 };

const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const lookEvery = 250;

/**
 * Calls back when this process should end; until it is stopped, signals don't end the process by themselves.
 * @param {(cause: Cause) => void} callback
 * @returns {() => void} stops it
 */
function onEndRequest(callback) {
  for (const signal of signals) process.on(signal, callback);
  // npm passes on neither SIGHUP nor its own SIGKILL; both show as a changed parent.
  const npm = process.ppid;
  const watch = setInterval(() => {
    if (process.env.npm_lifecycle_event === undefined || process.ppid === npm) return;
    clearInterval(watch);
    callback("npm ended");
  }, lookEvery).unref();
  return () => {
    clearInterval(watch);
    for (const signal of signals) process.off(signal, callback);
  };
}

module.exports = { onEndRequest, EXIT_STATUS };
