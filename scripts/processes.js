"use strict";
const { spawnSync } = require("node:child_process");
const { readFileSync } = require("node:fs");

/**
 * When a process started, as an opaque text: with the process id it names one process for good,
 * while an id alone may be given out again. Undefined when there is no such process any more.
 * @param {number} pid
 * @returns {string | undefined}
 */
function startOf(pid) {
  return process.platform === "linux" ? startFromProc(pid) : startFromPs(pid);
}

/** @param {number} pid */
function startFromProc(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field is the name in brackets and may hold anything; the third is the state, the
    // 22nd the start.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : fields[19];
  } catch (error) {
    const code = /** @type {NodeJS.ErrnoException} */ (error).code;
    if (code === "ENOENT" || code === "ESRCH") return undefined;
    throw error;
  }
}

/** @param {number} pid */
function startFromPs(pid) {
  const ps = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  const [, state, start] = /^\s*(\S+)\s+(.*\S)/.exec(ps.stdout ?? "") ?? [];
  return state === undefined || state.startsWith("Z") ? undefined : start;
}

/**
 * Sends a signal to a process that may have ended meanwhile.
 * @param {number} pid negative for a process group
 * @param {NodeJS.Signals} signal
 * @returns {boolean} whether a process received it
 */
function signalTo(pid, signal) {
  try {
    process.kill(pid, signal);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "ESRCH") return false;
    throw error;
  }
}

module.exports = { startOf, signalTo };
