// Imported by the kernel: without it, a kernel would outlive a Jupyter that was killed.
import { startOf } from "../processes.js";
import { endWithParent } from "../setup/watch-parent.js";

/** Jupyter names itself here; VS Code, which starts kernels by itself, doesn't. */
const named = Number(process.env["JPY_PARENT_PID"] ?? "");

if (!(named > 0) || named === process.ppid) endWithParent(process.ppid);
// Jupyter is gone already, so this kernel came too late. If it is there and isn't the parent, this
// is a program that a kernel started: leave it alone.
else if (startOf(named) === undefined) process.kill(process.pid, "SIGKILL");
