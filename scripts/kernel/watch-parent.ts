// Preloaded into the kernel (see the kernelspec): a tslab kernel by itself doesn't notice that its Jupyter died.
import { isMainThread } from "node:worker_threads";
import { startOf } from "../processes.js";
import { endWithParent } from "../setup/watch-parent.js";

/** Jupyter names itself here; VS Code, which starts kernels by itself, doesn't. */
const named = Number(process.env["JPY_PARENT_PID"] ?? "");

function watchWhoeverStartedUs(): void {
  const parent = process.ppid;
  if (!(named > 0) || named === parent) return endWithParent(parent);
  // A process that the kernel forked inherits this preload, and Jupyter isn't its parent: leave it alone.
  // But where Jupyter is gone already, this is a kernel that came too late.
  if (startOf(named) === undefined) process.kill(process.pid, "SIGKILL");
}

// A --require is run again in every worker thread.
if (isMainThread) watchWhoeverStartedUs();
